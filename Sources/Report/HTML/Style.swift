/// The look of the page: one sheet, no fonts or pictures from elsewhere.
enum Style {
    /// Two voices and the line between them.
    static let logo: Markup = """
        <svg class="logo" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><rect class="agent" x="3" y="9" \
        width="4" height="7" rx="2"/><rect class="agent" x="10" y="3" width="4" height="13" rx="2"/><rect class="agent" \
        x="17" y="7" width="4" height="9" rx="2"/><rect class="customer" x="10" y="18" width="4" height="6" rx="2"/>\
        <rect class="customer" x="17" y="18" width="4" height="11" rx="2"/><rect class="customer" x="24" y="18" width="4" \
        height="7" rx="2"/></svg>
        """

    /// Fills that several pictures share.
    static let patterns: Markup = """
        <svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" \
        patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatchground" width="6" height="6"/>\
        <rect class="hatchline" width="2" height="6"/></pattern></defs></svg>
        """

    static let sheet: Markup = colours + layout + pieces + pictures + calls + media
}
