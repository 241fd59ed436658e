"""The plotly.js that pages get is a part of it, and draws the same as all of it."""

from __future__ import annotations

import json
import re

from components.routes.files import plotly_file, plotly_js
from components.routes.plotly_cut import TRACES
from tests.browser.stage import ready
from tests.conftest import OpenPage
from tests.figures import figures

DRAWN = """async (figures) => {
    const host = document.body.appendChild(document.createElement("div"));
    const found = {};
    for (const [name, { data, layout }] of Object.entries(figures)) {
        const plot = host.appendChild(document.createElement("div"));
        const said = Plotly.validate(data, layout) ?? [];
        await Plotly.newPlot(plot, structuredClone(data), { ...structuredClone(layout), width: 600, height: 400 });
        const named = [plot._fullLayout._uid, ...plot._fullData.map(({ uid }) => uid)];
        const svg = named.reduce((text, uid) => text.replaceAll(uid, "uid"), plot.outerHTML);
        const parts = [...new Set([...plot.querySelectorAll("[class]")].flatMap((node) => [...node.classList]))];
        found[name] = { svg, parts, said: said.map(({ msg }) => msg) };
        Plotly.purge(plot);
    }
    host.remove();
    return found;
}"""
"""What Plotly draws for each figure, without the names that it draws by lot, and what it says of the figure."""


def test_every_figure_is_drawn_as_by_all_of_plotly(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    scripts = page.evaluate("[...document.querySelectorAll('script')].map((script) => script.src)")
    (asked,) = [script for script in scripts if script.endswith("/plotly.min.js")]
    given = page.request.get(asked)
    assert given.url.endswith(f"/plotly-{plotly_js().version}.min.js")
    assert page.evaluate("Object.keys(Plotly.PlotSchema.get().traces).sort()") == sorted(TRACES)
    wanted = {
        f"{name} {place}": json.loads(re.sub(r'"role:\w+"', '"#0072b2"', json.dumps(figure)))
        for name, of_picture in figures().items()
        for place, figure in enumerate(of_picture)
    }
    ours = page.evaluate(DRAWN, wanted)
    page.add_script_tag(path=plotly_file())
    assert page.evaluate("Object.keys(Plotly.PlotSchema.get().traces).length") > 40
    theirs = page.evaluate(DRAWN, wanted)
    for what in ("svg", "said"):  # classes among the parts are named by lot
        assert [name for name in wanted if ours[name][what] != theirs[name][what]] == []
    parts = {part for one in ours.values() for part in one["parts"]}
    kinds = {"scatter", "bars", "point", "js-line", "yerror", "shape-group", "annotation", "xtick"}
    assert kinds <= parts, "there is something of every kind to be compared"
