"""The crop problem and the loss: the table is edited, the plane follows, every number is the run's own."""

from __future__ import annotations

import math
import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from components.spec.tables import Column, Dataset, head, pack, unpack
from components.spec.tables import ready as dataset
from tests.browser.stage import pause, press, ready, settle
from tests.conftest import OpenPage

EDITED = pack(dataset("crops_5")).replace("Kanto~73", "Kanto~60.5")


def table_of(url: str) -> str:
    """The table that an address names, "" where it names none."""
    return parse_qs(urlsplit(url).query).get("table", [""])[0]


def still(page: Page) -> Page:
    ready(page)
    pause(page)
    press(page, "Start")
    return page


def drawn(page: Page, name: str) -> str:
    """What a picture's own canvas shows."""
    shown: str = page.evaluate(f"document.querySelector('figure[data-picture={name}] canvas').toDataURL()")
    return shown


def test_an_edited_table_trains_and_is_in_the_link(open_page: OpenPage) -> None:
    page = still(open_page("/crop-problem"))
    before = drawn(page, "plane")
    cell = page.locator("[data-cell='0.0']")
    cell.fill("sixty")
    cell.press("Enter")
    expect(page.locator(".cells-error")).to_contain_text(
        "“sixty” is no number. Write one like 67 or 12.5. Kanto’s temperature stays 73."
    )
    expect(cell).to_have_value("sixty")
    assert "table" not in page.url
    cell.fill("60,5")
    cell.press("Enter")
    page.wait_for_url(lambda url: table_of(url) == EDITED)
    expect(page.locator(".cells-error")).to_have_text("")
    expect(cell).to_have_value("60.5")
    page.wait_for_function(
        "(table) => new URLSearchParams(document.querySelector('.stage-bar').dataset.film).get('table') === table",
        arg=EDITED,
    )
    ready(page)
    assert drawn(page, "plane") != before
    press(page, "Remove a row")
    page.wait_for_url(lambda url: table_of(url) == EDITED.rsplit("_", 1)[0])
    expect(page.locator(".cells-cell")).to_have_count(20)
    press(page, "Reset")
    page.wait_for_url(lambda url: "table" not in url)
    expect(cell).to_have_value("73")


PASTE = """([cell, text]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector(`[data-cell='${cell}']`).dispatchEvent(event);
}"""


def test_a_cell_hides_nothing_of_what_is_typed(open_page: OpenPage) -> None:
    page = still(open_page("/crop-problem"))
    cell, said = page.locator("[data-cell='1.1']"), page.locator(".cells-error")
    for typed, sentence in (
        ("1,234", "“1,234” can be read in two ways. Write 1234 or 1.234. Johto’s rainfall stays 88."),
        ("1e39", "is too large: a cell holds numbers up to 3.4 × 10³⁸."),
        ("1234567890123456789012345678901x", "“12345678901234567890123456789…” is no number."),
        ("", "Nothing is written here."),
    ):
        cell.fill(typed)
        cell.press("Enter")
        expect(said).to_contain_text(sentence)
    assert "table" not in page.url
    cell.fill("1e2")
    cell.press("Enter")
    page.wait_for_url(lambda url: "91~100~64" in url)
    cell.fill("0.0000001")
    cell.press("Enter")
    page.wait_for_url(lambda url: "91~1e-07~64" in url)


def test_a_block_of_a_spreadsheet_goes_into_as_many_cells(open_page: OpenPage) -> None:
    page = still(open_page("/crop-problem"))
    told, said = page.locator(".cells-told"), page.locator(".cells-error")
    page.evaluate(PASTE, ["3.3", "apples\toranges\n23\t38,5\r\n104\tabc\t7\n105\t1,234\n"])
    expect(said).to_have_text(
        "4 numbers pasted, 1 row added. The first line holds no number: it was taken for headings. "
        "1 column did not fit: the last is oranges. Left as they were: Unova’s oranges: “abc” is no number. Write one "
        "like 67 or 12.5. Row 6’s oranges: “1,234” can be read in two ways. Write 1234 or 1.234."
    )
    page.wait_for_url(lambda url: "_Unova~69~96~70~104~" in table_of(url))
    expect(page.locator(".cells-cell")).to_have_count(30)
    expect(said).to_contain_text("4 numbers pasted")
    page.evaluate(PASTE, ["0.0", "\n".join(str(n) for n in range(1, 5_003))])
    expect(said).to_have_text(
        "5\u202f000 numbers pasted, 4\u202f994 rows added. 2 rows did not fit: a table holds 5\u202f000."
    )
    expect(told).to_have_text(
        "Your own table, 5\u202f000 rows, the most that a table holds. It is too large for a link, so it is kept in "
        "this browser only: whoever opens your link needs the file."
    )
    expect(page.get_by_role("button", name="Add a row")).to_be_disabled()


def test_the_browser_packs_a_table_as_python_does(open_page: OpenPage) -> None:
    page = ready(open_page("/crop-problem"))
    data = Dataset(
        "row",
        (Column("a_b", "m;s"), Column("c")),
        (Column("d!"),),
        ((67.5, -0.25, 1e-7), (1 / 3, 1e20, 0.1 + 0.2)),
        ("one_1~+", "two"),
    )
    packed = page.evaluate(
        """async (given) => {
            const sheet = document.querySelector("link[data-stage]").href;
            const { packTable } = await import(new URL("stage/kit/packed.js", sheet));
            return packTable(...given);
        }""",
        [head(data), data.names, data.numbers],
    )
    assert unpack(packed) == data


def test_sliders_keys_and_training_move_the_plane(open_page: OpenPage) -> None:
    page = still(open_page("/crop-problem"))
    said = page.locator(".plane-said")
    expect(said).to_contain_text("the model says")
    seen = [drawn(page, "plane")]
    page.get_by_label("humidity, %", exact=True).fill("70")
    page.wait_for_timeout(150)
    seen.append(drawn(page, "plane"))
    page.locator(".plane-canvas").press("ArrowLeft")
    page.wait_for_timeout(150)
    seen.append(drawn(page, "plane"))
    press(page, "End")
    page.wait_for_timeout(150)
    seen.append(drawn(page, "plane"))
    assert len(set(seen)) == 4
    page.get_by_label("temperature, °F", exact=True).fill("110")
    expect(said).to_contain_text("Outside the data: 110 °F (data: 69 to 102).")


def test_each_cell_is_the_runs_own_product(open_page: OpenPage) -> None:
    page = still(open_page("/crop-problem"))
    canvas = page.locator("figure[data-picture=prediction_cells] canvas")
    press(page, "1 row")
    press(page, "Next cell")
    formula = page.locator("figure[data-picture=prediction_cells] .tensors-formula")
    expect(formula).to_have_text("[0, 0]: 73 × 0.7102 + 67 × 1.266 + 43 × (−0.5788) = 111.8")
    page.get_by_label("Through the product and the bias").fill("2")
    settle(page)
    canvas.press("ArrowRight")
    expect(formula).to_have_text(
        "Kanto, apples: 73 × 0.7102 + 67 × 1.266 + 43 × (−0.5788) + 0.8573 = 112.6 t/ha", use_inner_text=True
    )


def test_equations_become_matrices_by_hand(open_page: OpenPage) -> None:
    page = still(open_page("/crop-problem"))
    board = page.locator(".equations-board")
    weight = board.locator("[data-kind=weight]").nth(1)
    before = weight.bounding_box()
    page.get_by_label("From equations to matrices").fill("2")
    expect(board).to_contain_text("w.t() [3, 2]")
    after = weight.bounding_box()
    assert before
    assert after
    assert math.dist((before["x"], before["y"]), (after["x"], after["y"])) > 40
    expect(weight.locator("strong")).to_have_text("1.266")


def test_the_loss_is_made_of_the_predictions_shown(open_page: OpenPage) -> None:
    page = still(open_page("/loss"))
    rows = page.locator(".losses-table tbody tr")
    expect(rows).to_have_count(10)
    numbers = [
        [float(re.sub(r"\s", "", text).replace("−", "-")) for text in row.locator("td").all_inner_texts()]
        for row in rows.all()
    ]
    for predicted, true, diff, square in numbers:
        assert math.isclose(predicted - true, diff, rel_tol=2e-2, abs_tol=0.06)
        assert math.isclose(diff * diff, square, rel_tol=5e-3)
    loss = sum(row[3] for row in numbers) / 10
    values = page.locator(".losses-code strong")
    expect(values.nth(1)).to_have_text("= 3\u202f623")
    assert math.isclose(loss, 3623, rel_tol=1e-3)
    expect(values.nth(2)).to_have_text("= 60.19")
    press(page, "1.288e+03")
    expect(values.nth(1)).to_have_text("= 3.623e+03")
    first = page.locator("figure[data-picture=loss_steps] canvas").last
    before = first.evaluate("(canvas) => canvas.toDataURL()")
    press(page, "End")
    expect(values.nth(1)).to_have_text("= 3.825e+02")
    assert first.evaluate("(canvas) => canvas.toDataURL()") != before
