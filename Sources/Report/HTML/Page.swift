extension ReportModel {
    var page: Markup { "<!DOCTYPE html><html><body><h1>\(pageTitle)</h1><p>\(headline)</p></body></html>" }
}
