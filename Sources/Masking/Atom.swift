/// The part a word or character plays in a number that is said or written.
enum Atom: Hashable {
    case none
    case digit(UInt8)
    /// `oh`: a zero, but only beside other digits.
    case oh
    /// A word that sounds like a digit: for, to, ate. A digit only between digits.
    case homophone(UInt8)
    /// 10 to 19.
    case teen(UInt8)
    /// 20, 30 … 90; a digit after it fills its place.
    case tens(UInt8)
    case hundred
    case thousand
    /// `double`, `triple`: the next digit so many times.
    case times(UInt8)
    /// 个, between a count and the digit that is said so many times.
    case counter
    /// 十 百 千 万 亿: makes a quantity of what is before it.
    case scale
    case plus
    /// 叉: the last character of a Chinese ID.
    case cross
    /// Said while thinking, or between groups: um, and then, dash.
    case filler
    /// Takes back what was said: no, sorry, 不对.
    case correction
}
