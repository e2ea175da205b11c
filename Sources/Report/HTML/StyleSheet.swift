extension Style {
    static let colours: Markup = """

        :root{--ground:#f5f4f0;--card:#fffefb;--ink:#1c2429;--soft:#56626a;--line:#e2dfd7;--faint:#efede6;
        --agent:#1d7480;--customer:#c98a1b;--answered:#2b8089;--abandoned:#c65a34;--other:#a4abb0;
        --talkover:#c22f3d;--deadair:#c9cdd0;--hold:#7f8fa8;--pass:#1a6b43;--passbg:#dff0e5;--fail:#a3261c;
        --failbg:#fae3df;--warn:#7a5200;--warnbg:#faecc8;--link:#135f6a;--accent:#cfe4e4}
        @media (prefers-color-scheme:dark){:root{--ground:#12171a;--card:#1a2125;--ink:#e8ecec;--soft:#a3b0b5;
        --line:#303a3f;--faint:#222a2f;--agent:#4fb0bb;--customer:#e2b04e;--answered:#4aa7b1;--abandoned:#e58560;
        --other:#6f7b81;--talkover:#f0616e;--deadair:#465158;--hold:#8494ae;--pass:#7fd3a4;--passbg:#163a28;
        --fail:#ff9c8f;--failbg:#47201b;--warn:#f0cb78;--warnbg:#42330f;--link:#7cc9d3;--accent:#234b50}}
        """

    static let layout: Markup = """

        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:1rem}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,
        "Noto Sans","PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Microsoft YaHei",sans-serif;
        font-variant-numeric:tabular-nums}
        a{color:var(--link);text-underline-offset:.15em}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.3rem .6rem}
        .defs{position:absolute}
        .masthead,main,footer{max-width:76rem;margin:0 auto;padding:0 1.5rem}
        .masthead{padding-top:1.6rem}
        .brand{display:flex;align-items:center;gap:.5rem;margin:0 0 1.4rem;font-weight:650;letter-spacing:.01em}
        .brand .kind{margin-left:auto;font-weight:400;color:var(--soft)}
        h1{font-size:clamp(1.7rem,1.2rem + 2.2vw,2.7rem);line-height:1.15;letter-spacing:-.02em;margin:0;font-weight:680}
        h1 .site{display:block;font-size:1rem;letter-spacing:0;font-weight:500;color:var(--soft);margin-bottom:.25rem}
        h1 time{white-space:nowrap}h1 .weekday{font-weight:350;color:var(--soft);white-space:nowrap}
        .headline{font-size:clamp(1.05rem,1rem + .35vw,1.25rem);max-width:46rem;margin:.8rem 0 .4rem;text-wrap:pretty}
        .meta{color:var(--soft);font-size:.875rem;margin:0 0 1.1rem}
        nav{display:flex;flex-wrap:wrap;gap:.4rem;margin-bottom:1.4rem}
        nav a{font-size:.875rem;text-decoration:none;color:var(--ink);border:1px solid var(--line);border-radius:99px;
        padding:.2rem .8rem;background:var(--card)}nav a:hover{border-color:var(--link);color:var(--link)}
        main{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.1rem}
        main>*{grid-column:span 1;min-width:0}.wide,.figures{grid-column:1/-1}
        .card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.25rem 1.4rem}
        h2{font-size:1.2rem;margin:0;letter-spacing:-.01em;line-height:1.3}
        h3{font-size:.95rem;margin:0 0 .4rem;color:var(--soft);font-weight:600}
        .quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .caption{color:var(--soft);font-size:.9rem;margin:.15rem 0 1rem;max-width:52rem}
        .note,.empty,.detail{color:var(--soft);font-size:.85rem;margin:.6rem 0 0}
        .note{overflow-wrap:anywhere}
        .empty{padding:1.4rem;text-align:center;background:var(--faint);border-radius:10px;margin:0}
        .columns{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:1.6rem;margin-top:1rem}
        footer{color:var(--soft);font-size:.85rem;padding-top:1.4rem;padding-bottom:2.5rem}
        small{color:var(--soft);font-size:.8em}code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:.88em}
        """

    static let pieces: Markup = """

        .tiles{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:1px;background:var(--line);
        border:1px solid var(--line);border-radius:14px;overflow:hidden}
        .tile{background:var(--card);padding:1rem 1.1rem;display:flex;flex-direction:column}
        .tile p{margin:0}.tile .label{color:var(--soft);font-size:.875rem}
        .tile .value{font-size:1.9rem;line-height:1.25;font-weight:620;letter-spacing:-.02em;white-space:nowrap}
        .tile .goal{font-size:.825rem;display:flex;flex-wrap:wrap;gap:.1rem .5rem;align-items:center}
        .tile .goal:empty{display:none}.tile .detail{font-size:.8rem;margin-top:.25rem}
        .missing .value,.weak .value,.weak h3 b,.na{color:var(--soft);font-weight:400}
        .weak .answered,.weak .abandoned,.weak .used{opacity:.5}td .weak{color:var(--soft)}
        .meter{position:relative;height:5px;border-radius:3px;background:var(--faint);margin:.35rem 0 .4rem}
        .meter i{display:block;height:100%;border-radius:3px;background:var(--answered)}
        .meter.fail i{background:var(--abandoned)}
        .meter b{position:absolute;top:-3px;width:2px;height:11px;background:var(--ink)}
        .verdict{font-size:.72rem;font-weight:700;letter-spacing:.04em;border-radius:4px;padding:.05rem .4rem;white-space:nowrap}
        .pass{color:var(--pass);background:var(--passbg)}.verdict.fail{color:var(--fail);background:var(--failbg)}
        .missed{color:var(--fail);font-weight:600}
        .tile .change{font-size:.8rem;margin-top:auto;padding-top:.25rem;color:var(--soft)}.change b{color:var(--ink);font-weight:600;white-space:nowrap}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.9rem}
        th,td{text-align:left;padding:.42rem .9rem .42rem 0;border-bottom:1px solid var(--faint);vertical-align:baseline}
        th:last-child,td:last-child{padding-right:0}tbody tr:last-child>*{border-bottom:0}
        thead th{color:var(--soft);font-weight:500;font-size:.8rem;border-bottom-color:var(--line);white-space:nowrap}
        tbody th{font-weight:550}.num{text-align:right;white-space:nowrap}
        .scorecard thead th,.scorecard tbody th{white-space:nowrap}
        .scorecard th:first-child{position:sticky;left:0;background:var(--card);max-width:11rem;overflow:hidden;text-overflow:ellipsis}
        .gauge{display:flex;gap:.6rem;align-items:baseline;justify-content:flex-end}
        .track{flex:1 1 2.5rem;max-width:16rem;align-self:center;height:6px;border-radius:3px;background:var(--faint)}
        .track i{display:block;height:100%;border-radius:3px;background:var(--answered);opacity:.45;min-width:1px}
        .track i.used{opacity:1}.num+td:not(.num){padding-left:1.2rem}
        .levels td.num{width:45%}.levels th,.levels code{white-space:nowrap}
        .heat{table-layout:fixed;min-width:44rem;font-size:.8rem}.heat th:first-child{width:6rem}.heat td,.heat thead th{padding:.3rem .15rem;text-align:center}
        .heat td{background:color-mix(in srgb,var(--answered) var(--heat,0%),var(--card));border:1px solid var(--card)}
        .spark{display:block;width:6.25rem;height:1.25rem}.spark polyline{fill:none;stroke:var(--answered);stroke-width:1.5}
        .spark circle{fill:var(--answered)}
        .prose td:nth-child(2){min-width:16rem}
        .mend{display:block}
        details{margin-top:.6rem;font-size:.9rem}summary{cursor:pointer;color:var(--link);font-size:.85rem;width:max-content;
        max-width:100%}details[open]>summary{margin-bottom:.5rem}
        .gauge>:last-child{min-width:3.4rem}th small{font-weight:400}td:has(>.severity){white-space:nowrap}
        .severity{font-size:.78rem;border-radius:4px;padding:.05rem .4rem;background:var(--faint);color:var(--ink)}
        .severity.major{background:var(--warnbg);color:var(--warn)}
        .severity.critical{background:var(--failbg);color:var(--fail);font-weight:600}
        """

    static let pictures: Markup = """

        figure{margin:0}
        .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.825rem;color:var(--soft);margin:0 0 .5rem}
        .legend span{display:inline-flex;align-items:center;gap:.4rem}
        .legend i{width:.8rem;height:.8rem;border-radius:3px;flex:none}
        i.answered{background:var(--answered)}i.abandoned{background:var(--abandoned)}i.other{background:var(--other)}
        i.csat1{background:#c65a34}i.csat2{background:#dc9b78}i.csat3{background:var(--other)}i.csat4{background:#6fb0b5}
        i.csat5{background:var(--answered)}i.agent{background:var(--agent)}i.customer{background:var(--customer)}i.neutral{background:var(--hold)}
        i.talkover{background:var(--talkover)}i.deadair{background:var(--deadair)}i.muted{background:var(--ink);height:.35rem}
        i.hold{background:repeating-linear-gradient(45deg,var(--hold) 0 2px,transparent 2px 5px);border:1px solid var(--hold)}
        .plot{display:grid;grid-template-columns:2.6rem minmax(0,1fr)}
        .timeline{grid-template-columns:4.4rem minmax(0,1fr)}
        svg.area,svg.axis{display:block;width:100%;overflow:visible}
        svg text{font-size:12px;fill:var(--soft)}
        .grid{stroke:var(--line);stroke-width:1}
        rect.answered,circle.answered{fill:var(--answered)}rect.abandoned{fill:var(--abandoned)}rect.other{fill:var(--other)}
        g:hover rect{opacity:.8}
        .mark{stroke:var(--ink);stroke-dasharray:2 3;opacity:.65}svg .markname{fill:var(--ink);font-weight:600;
        paint-order:stroke;stroke:var(--card);stroke-width:3px}
        .curve{fill:none;stroke-width:2.2;vector-effect:non-scaling-stroke;stroke-linejoin:round}
        .curve.answered{stroke:var(--answered)}.curve.abandoned{stroke:var(--abandoned);stroke-dasharray:5 3}
        .whisk{stroke:var(--ink);stroke-width:2}.whisker{margin:.5rem 0}
        .survey+.survey{border-top:1px solid var(--line);margin-top:1.2rem;padding-top:1.1rem}
        .survey h3{font-size:1rem;margin:0;color:var(--ink)}.survey h3 b{font-size:1.5rem;font-weight:620;margin-left:.4rem}
        .survey .detail{margin:.1rem 0 .5rem}
        .stack{display:flex;height:14px;border-radius:4px;overflow:hidden;margin:.5rem 0;gap:1px}.stack i{display:block}
        .logo .agent,rect.agent{fill:var(--agent)}.logo .customer,rect.customer{fill:var(--customer)}
        rect.neutral{fill:var(--hold)}rect.lane{fill:var(--faint)}rect.talkover{fill:var(--talkover);opacity:.78}
        rect.pale{opacity:.3}polygon.agent{fill:var(--agent)}polygon.customer{fill:var(--customer)}
        polygon.neutral{fill:var(--hold)}
        rect.deadair{fill:var(--deadair)}rect.hold{fill:url(#hatch)}rect.muted{fill:var(--ink)}
        .hatchground{fill:var(--card)}.hatchline{fill:var(--hold)}
        line.marker{stroke:var(--ink);opacity:.5;stroke-dasharray:2 2}svg text.marker{fill:var(--ink);font-weight:700;
        text-anchor:middle}
        """

    static let calls: Markup = """

        .score{display:inline-grid;place-items:center;min-width:2.7rem;height:2.1rem;padding:0 .4rem;border-radius:8px;
        font-weight:680;font-size:1rem;text-decoration:none;letter-spacing:0}
        .score.low{background:var(--failbg);color:var(--fail)}.score.middle{background:var(--warnbg);color:var(--warn)}
        .score.high{background:var(--passbg);color:var(--pass)}
        .worst{list-style:none;margin:0;padding:0}
        .worst>li{display:grid;grid-template-columns:3rem minmax(9rem,15rem) minmax(0,1fr) 11rem;gap:.2rem 1rem;align-items:center;
        padding:.65rem 0;border-top:1px solid var(--faint)}.worst>li:first-child{border-top:0}
        .who a{font-weight:600;display:block;overflow-wrap:anywhere}.who span,.measures{color:var(--soft);font-size:.85rem}
        .measures{margin:0;text-align:right}
        .chips{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem;margin:0;padding:0}
        .chips time{opacity:.85;margin-left:.2rem}
        .call h2{display:flex;align-items:center;gap:.7rem;margin-bottom:.3rem;overflow-wrap:anywhere}
        .back{float:right;margin:0 0 0 1rem;font-size:.85rem}
        .call:target{border-color:var(--link);box-shadow:0 0 0 1px var(--link)}
        .findings{list-style:none;margin:0;padding:0}.findings li{display:flex;gap:.6rem;padding:.4rem 0;
        border-top:1px solid var(--faint)}.findings li:first-child{border-top:0}
        .times{margin:.1rem 0 0;font-size:.85rem;color:var(--soft)}
        .number{flex:none;display:inline-grid;place-items:center;width:1.25rem;height:1.25rem;border-radius:50%;
        background:var(--ink);color:var(--card);font-size:.72rem;font-weight:700}
        .words{list-style:none;margin:0;padding:0;max-height:21rem;overflow-y:auto;font-size:.92rem}
        .words li{display:grid;grid-template-columns:2.9rem 4.6rem minmax(0,1fr);gap:.5rem;padding:.25rem .4rem;border-radius:6px}
        .words time{color:var(--soft);font-size:.82rem;text-align:right}.words b{font-weight:600;font-size:.85rem}
        .words .agent b{color:var(--agent)}.words .customer b{color:var(--warn)}
        .words li:target{outline:2px solid var(--link)}.words .found{background:var(--faint)}
        mark{background:var(--warnbg);color:inherit;border-radius:3px;padding:0 .15em;box-shadow:inset 0 -2px var(--warn)}
        .why{margin:.1rem 0 0;font-size:.85rem}.sections{margin:.6rem 0 1rem}
        .beside{display:grid;grid-template-columns:minmax(0,6fr) minmax(0,5fr);gap:1.6rem}.beside .words{max-height:36rem}
        .words .number{width:1.1rem;height:1.1rem}
        """

    static let media: Markup = """

        @media (max-width:64rem){.tile{padding:.8rem .8rem}.tile .value{font-size:1.5rem}}
        @media (max-width:44rem){.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}.tile:last-child:nth-child(odd){grid-column:1/-1}}
        @media (max-width:56rem){main{grid-template-columns:minmax(0,1fr)}main>*{grid-column:1/-1}
        .columns,.beside{grid-template-columns:minmax(0,1fr)}
        .worst>li{grid-template-columns:auto minmax(0,1fr);align-items:start}
        .worst .chips,.worst .measures{grid-column:2;text-align:left}}
        @media (max-width:36rem){.masthead,main,footer{padding-left:.9rem;padding-right:.9rem}
        .card{padding:1rem .95rem;border-radius:12px}
        nav{flex-wrap:nowrap;overflow-x:auto;margin-right:-.9rem;padding-bottom:.3rem;scrollbar-width:none}nav a{flex:none}
        svg .minor,.track{display:none}.levels th,.levels td{white-space:nowrap}.roomy{min-width:34rem}
        .timeline{grid-template-columns:4.1rem minmax(0,1fr)}.plot:not(.timeline){grid-template-columns:2.2rem minmax(0,1fr)}
        .words li{grid-template-columns:2.6rem minmax(0,1fr)}.words li span{grid-column:2}.words .number{grid-column:auto}
        .measures{white-space:normal}}
        @media print{@page{size:A4;margin:14mm}
        :root{--ground:#fff;--card:#fff;--ink:#111;--soft:#444;--line:#bbb;--faint:#eee}
        body{font-size:8.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
        nav,.skip,.back,summary,details:not([open]){display:none}
        .masthead,main,footer{padding-left:0;padding-right:0;max-width:none}
        .card,.tiles{border-radius:6px}.card{padding:4mm}.tiles{grid-template-columns:repeat(5,minmax(0,1fr))}
        .tile{padding:2.5mm 3mm}.tile .value{font-size:15pt}
        main{grid-template-columns:repeat(2,minmax(0,1fr));gap:4mm}main>*{grid-column:span 1}.wide,.figures{grid-column:1/-1}
        figure,.survey,.worst>li,tr,.tile,.card:not(.wide){break-inside:avoid}h2,h3,.caption{break-after:avoid}.caption{break-inside:avoid}
        .scorecard{font-size:7.5pt}.scorecard :is(th,td){padding:1mm 1mm 1mm 0}.scorecard thead th{font-size:6.5pt;white-space:normal;vertical-align:bottom}
        .scorecard .track{display:none}.scorecard .gauge>:last-child{min-width:0}.spark{width:14mm}.heat{min-width:0;font-size:7pt}.heat th:first-child{width:18mm}
        .words,.beside .words{max-height:none;overflow:visible}.beside{display:block}.scroll{overflow:visible}a{color:inherit;text-decoration:none}}

        """
}
