"""Maps in use: rows and lines light each other, a case is followed, sizes change, nothing traps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

OVERVIEW = "handbook/nottingham/index.html"
STEP = "duty-to-fieldwork-child-in-need"
NEXT = "fieldwork-to-early-help"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window in which no script may fail."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert not wrong


def lit(page: Page, name: str = "cf-lit") -> set[str]:
    """The lines of the first map that are lit, by the nodes they join."""
    found = page.locator(f".cf-map >> nth=0 >> .cf-line.{name}")
    return {str(one.get_attribute("data-ends")) for one in found.all()}


def test_a_row_lights_its_lines_and_a_number_lights_its_row(page: Page, served: str) -> None:
    page.goto(f"{served}/{OVERVIEW}")
    row = page.locator(f"tr[id='t={STEP}']")
    row.hover()
    assert lit(page, "cf-near") == {"duty fieldwork"}
    expect(page.locator(".cf-drawing a.cf-near").filter(has_text="6").first).to_be_attached()
    page.mouse.move(5, 5)
    page.locator(f".cf-drawing a[href='transfers/{NEXT}.html']").first.focus()
    expect(page.locator("tr.cf-near")).to_have_attribute("id", f"t={NEXT}")
    assert len(lit(page, "cf-near")) > 1
    page.evaluate("document.activeElement.blur()")
    page.locator("h1").hover()
    expect(page.locator(".cf-near")).to_have_count(0)


def test_a_chosen_transfer_is_in_the_address_and_lit_by_more_than_colour(
    page: Page, served: str
) -> None:
    page.goto(f"{served}/{OVERVIEW}")
    page.get_by_role("link", name="6: show it on the map", exact=True).click()
    assert page.url.endswith(f"#t={STEP}")
    assert lit(page) == {"duty fieldwork"}
    widths = page.evaluate(
        "[...document.querySelectorAll('.cf-line')].map(l => [l.classList.contains('cf-lit'),"
        " parseFloat(getComputedStyle(l.firstElementChild).strokeWidth)])"
    )
    thin = max(width for on, width in widths if not on)
    assert min(width for on, width in widths if on) >= 2 * thin
    expect(page.locator("tr.cf-lit")).to_have_count(1)
    trail = page.locator(".cf-walk ol li")
    expect(trail).to_contain_text("Duty → Fieldwork")
    assert trail.locator("a[href^='clauses.html#']").count() > 0
    expect(page.get_by_role("heading", name="The map", exact=False).first).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".cf-lit")).to_have_count(0)


@pytest.mark.parametrize("way", ["file", "http"])
def test_a_case_is_followed_by_keyboard_alone(
    page: Page, site: Path, served: str, way: str
) -> None:
    page.goto(f"{site.as_uri() if way == 'file' else served}/{OVERVIEW}")
    page.get_by_label("The case is at").focus()
    page.keyboard.type("Children's Duty")
    expect(page.locator(".cf-walk__next li").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    assert first.startswith("#from=duty&t=")
    page.keyboard.press("Enter")
    expect(page.locator(".cf-walk ol li")).to_have_count(1)
    heading = page.get_by_role("heading", name="From here a case can go to")
    expect(heading).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".cf-walk ol li")).to_have_count(2)
    page.go_back()
    expect(page.locator(".cf-walk ol li")).to_have_count(1)


def test_a_shared_address_brings_the_walk_back(page: Page, served: str) -> None:
    asked = f"#from=duty&t={STEP}.fieldwork,{NEXT}.targeted-family-support,"
    page.goto(f"{served}/{OVERVIEW}{asked}")
    expect(page.locator(".cf-walk ol li")).to_have_count(2)
    assert lit(page) == {"duty fieldwork", "targeted-family-support fieldwork"}
    expect(page.get_by_label("The case is at")).to_have_value("duty")
    options = page.locator(".cf-walk ul li").evaluate_all("all => all.map(li => li.dataset.from)")
    assert options
    assert set(options) == {"targeted-family-support"}


HOSTILE = "<img src=x onerror=window.hacked=1>"


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (f"from=duty&t={STEP}.fieldwork,{HOSTILE}.x", 1),
        (f"from=duty&t={STEP}.leaving-care", 0),
        (f"from={HOSTILE}", 0),
        (f"t={HOSTILE}", 0),
        ("from=__proto__&t=constructor", 0),
    ],
)
def test_an_address_edited_by_hand_is_said_to_be_wrong_and_the_rest_is_kept(
    page: Page, served: str, asked: str, kept: int
) -> None:
    page.goto(f"{served}/{OVERVIEW}#{asked}")
    expect(page.locator(".cf-walk__wrong")).to_be_visible()
    expect(page.locator(".cf-walk ol li")).to_have_count(kept)
    assert page.evaluate("window.hacked") is None


def test_a_right_address_has_nothing_wrong_with_it(page: Page, served: str) -> None:
    for asked in ("", "#map", f"#t={STEP}", "#from=duty"):
        page.goto(f"{served}/{OVERVIEW}{asked}")
        expect(page.locator(".cf-walk__wrong")).to_be_hidden()


def test_hostile_words_can_be_followed_and_stay_words(page: Page, served: str) -> None:
    page.goto(f"{served}/handbook/anytown/index.html")
    values = page.locator("#walk-from option").evaluate_all("all => all.map(o => o.value)")
    for value in filter(None, values):
        page.locator("#walk-from").select_option(value)
        expect(page.locator(".cf-walk__next li").first).to_be_visible()
    assert page.evaluate("window.hacked") is None


def test_a_map_grows_shrinks_and_fits_and_says_so(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{served}/{OVERVIEW}")
    drawing = page.locator(".cf-drawing").first
    wide = "e => e.querySelector('svg').getBoundingClientRect().width"
    before = drawing.evaluate(wide)
    page.get_by_role("button", name="Larger").first.click()
    assert drawing.evaluate(wide) > before
    assert drawing.evaluate("e => e.scrollWidth > e.clientWidth")
    page.get_by_role("button", name="Whole map").first.click()
    assert drawing.evaluate("e => e.scrollWidth <= e.clientWidth")
    expect(page.locator(".cf-zoom [role=status]").first).to_contain_text("%")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_large_map_traps_neither_the_wheel_nor_the_keyboard(page: Page, served: str) -> None:
    page.goto(f"{served}/{OVERVIEW}")
    for _ in range(4):
        page.get_by_role("button", name="Larger").first.click()
    drawing = page.locator(".cf-drawing").first
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, max(box["y"], 60) + 100)
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 300)
    page.wait_for_function(f"scrollY > {before} + 200")
    drawing.focus()
    at = drawing.evaluate("e => e.scrollLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"document.querySelector('.cf-drawing').scrollLeft > {at}")
    links = drawing.locator("a").count()
    for _ in range(links + 1):
        page.keyboard.press("Tab")
    assert not drawing.evaluate("e => e.contains(document.activeElement)")


def test_a_focused_link_of_a_large_map_comes_into_view(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{served}/{OVERVIEW}")
    page.locator(".cf-drawing").first.focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(() => { const r = document.activeElement.getBoundingClientRect();"
            " return r.left >= 0 && r.right <= innerWidth + 1 && r.bottom <= innerHeight })()"
        )
        assert seen


def test_without_scripts_the_map_the_table_and_the_links_are_as_they_were(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{OVERVIEW}#t={STEP}")
    expect(page.locator(".cf-walk")).to_be_hidden()
    expect(page.locator(".cf-zoom").first).to_be_hidden()
    expect(page.locator(f"tr[id='t={STEP}']")).to_be_in_viewport()
    page.locator(f".cf-drawing a[href='transfers/{STEP}.html']").first.click()
    expect(page.locator("h1")).to_contain_text("Duty to Fieldwork")
    context.close()


CONTRAST = """() => {
  const rgb = (c) => c.match(/[\\d.]+/g).map(Number);
  const lum = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const page = rgb(getComputedStyle(document.body).backgroundColor);
  const found = [];
  for (const svg of document.querySelectorAll(".cf-drawing svg")) {
    const shapes = [...svg.querySelectorAll("path, polygon, ellipse")];
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      let behind = page;
      for (const shape of shapes) {
        if (text.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_FOLLOWING) continue;
        const fill = getComputedStyle(shape).fill;
        const point = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
        if (fill !== "none" && shape.isPointInFill(point)) behind = rgb(fill);
      }
      const [a, b] = [lum(rgb(getComputedStyle(text).fill)), lum(behind)].sort((p, q) => q - p);
      found.push([(a + 0.05) / (b + 0.05), text.textContent]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_on_a_map_stands_out_from_what_is_behind_it(
    browser: Browser, served: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    own = "handbook/anytown"
    for name in (OVERVIEW, f"{own}/index.html", f"{own}/teams/door.html"):
        page.goto(f"{served}/{name}")
        ratios = page.evaluate(CONTRAST)
        assert len(ratios) > 5
        assert not [found for found in ratios if found[0] < 4.5]
    page.goto(f"{served}/{OVERVIEW}#t={STEP}")
    page.wait_for_selector(".cf-lit")
    assert not [found for found in page.evaluate(CONTRAST) if found[0] < 4.5]
    context.close()


def test_with_forced_colours_what_is_lit_takes_the_reader_s_highlight(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{served}/{OVERVIEW}#t={STEP}")
    page.wait_for_selector(".cf-lit")
    colours = page.evaluate(
        "[...document.querySelectorAll('.cf-line')].map(l => [l.classList.contains('cf-lit'),"
        " getComputedStyle(l.firstElementChild).stroke])"
    )
    chosen = {colour for on, colour in colours if on}
    assert len(chosen) == 1
    assert not chosen & {colour for on, colour in colours if not on}
    context.close()
