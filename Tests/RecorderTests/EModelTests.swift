import Recorder
import Testing

@Suite struct `E-model` {
    /// G.107's own default is R = 93.2, MOS 4.41; the rest by its formulas with Bpl = 4.3 and Ie = 0, worked out apart.
    @Test(arguments: [
        (0.0, 0.0, 93.2, 4.409), (0.01, 0, 75.275, 3.834), (0.03, 0, 54.159, 2.794), (0.15, 0, 19.366, 1.234),
        (0, 100, 93.2, 4.409), (0, 200, 90.156, 4.343), (0, 400, 69.13, 3.556), (1, 0, 2.117, 1.0),
    ])
    func `rates loss and delay`(_ loss: Double, _ delay: Double, _ rating: Double, _ score: Double) {
        let rated = EModel.g711.rating(loss: loss, delay: delay)
        #expect(abs(rated - rating) < 0.01)
        #expect(abs(EModel.score(ofRating: rated) - score) < 0.005)
    }
}
