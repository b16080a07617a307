"""What a user sees of %live_monitor: a real JJava kernel, JupyterLab, and Chromium."""

import base64
import json
import math
import os
import re
import struct
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from jupyter_page import MODULE, Browser, Jupyter

JAR = os.environ.get("CELLWATCH_JAR", str(MODULE / "target" / "kernel" / "cellwatch.jar"))
FIGURE = "application/vnd.cellwatch.figure.v1+json"
PLOTLY = "application/vnd.plotly.v1+json"
SVG = "image/svg+xml"
SLEEP = 'Thread.sleep(25_000); "done"'


@pytest.fixture(scope="module")
def browser():
    with Browser() as browser:
        yield browser


def environment(folder):
    return {"JJAVA_CLASSPATH": JAR, "CELLWATCH_GPU": "demo", "CELLWATCH_STATE_DIR": str(folder)}


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory):
    with Jupyter(env=environment(tmp_path_factory.mktemp("state"))) as jupyter:
        yield jupyter


@pytest.fixture
def opened(browser, jupyter):
    """Opens a notebook; whatever the test looks at, the console must have stayed silent."""
    pages = []

    def open_notebook(name, cells, kernel="java"):
        jupyter.write(name, cells, kernel)
        page = browser.open(jupyter.url(name))
        pages.append(page)
        return page

    yield open_notebook
    errors = [error for page in pages for error in page.errors]
    for page in pages:
        page.page.close()
    assert errors == []


ALL_DRAWN = "plot => plot._fullData.every(trace => trace.y.length > 0)"


def points(figure):
    """The newest frame's curves as Plotly drew them."""
    drawn = figure.evaluate("plot => plot._fullData.map(trace => Array.from(trace.y))")
    assert len(drawn) > 4 and all(drawn), "Plotly has decoded the curves"
    return json.dumps(drawn)


def test_the_plot_moves_in_place_while_the_next_cell_runs(opened):
    page = opened("moving.ipynb", ["%live_monitor 1 120", SLEEP])
    page.wait_for_kernel()
    page.run_cell(0)
    figure = page.figure(0)
    figure.evaluate("plot => { plot.here = true }")
    page.run_cell(1)
    seen = set()

    def another_frame():
        seen.add(points(figure))
        return len(seen) >= 8

    page.wait_until("eight frames", another_frame, 20)
    assert page.is_running(1)
    assert figure.count() == 1 and figure.evaluate("plot => plot.here"), "the same plot, moved, not another"
    assert page.output(1).inner_text().strip() == "", "nothing is printed into other cells"


def test_zoom_and_hidden_lines_survive_a_frame(opened):
    page = opened("zoom.ipynb", ["%live_monitor 1 120"])
    page.wait_for_kernel()
    page.run_cell(0)
    figure = page.figure(0)
    drag_across(page, figure)
    zoomed = page.wait_until("the zoom", lambda: narrowed(figure))
    figure.locator(".legendtoggle").nth(1).click()
    hidden = page.wait_until("a line to hide", lambda: hidden_lines(figure))
    before = points(figure)
    page.wait_until("the next frame", lambda: points(figure) != before, 10)
    before = points(figure)
    page.wait_until("and one more", lambda: points(figure) != before, 10)
    assert narrowed(figure) == zoomed
    assert hidden_lines(figure) == hidden


def drag_across(page, figure):
    box = figure.locator(".nsewdrag").first.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] * 0.7, middle, steps=5)
    page.page.mouse.up()


def narrowed(figure):
    """The zoomed time range, or None while all of it is shown."""
    wanted, shown = figure.evaluate("plot => [plot._fullLayout._preGUI, plot._fullLayout.xaxis.range]")
    return shown if wanted and shown[1] < -0.5 else None


def hidden_lines(figure):
    return figure.evaluate("plot => plot._fullData.filter(t => t.visible === 'legendonly').map(t => t.name)")


def test_the_plot_takes_the_colours_of_the_theme_also_when_it_changes(opened, tmp_path):
    page = opened("themes.ipynb", ["%live_monitor 1 120"])
    page.wait_for_kernel()
    page.run_cell(0)
    figure = page.figure(0)
    page.wait_until("a minute's worth of picture", lambda: "GPU 0" in page.title(0) and "%" in page.title(0))
    assert brightness(figure) < 100, "dark text on a light page"
    page.command("apputils:change-theme", {"theme": "JupyterLab Dark"})
    page.wait_until("light text on a dark page", lambda: brightness(figure) > 200)
    page.command("apputils:change-theme", {"theme": "JupyterLab Light"})
    page.wait_until("dark text again", lambda: brightness(figure) < 100)


def brightness(figure):
    color = figure.locator(".gtitle").evaluate("text => getComputedStyle(text).fill")
    red, green, blue = map(int, re.findall(r"\d+", color)[:3])
    return (red + green + blue) / 3


@pytest.fixture(scope="module")
def finished(browser, jupyter):
    """A notebook whose monitor is over, as it was saved."""
    jupyter.write("finished.ipynb", ["%live_monitor 1 5"], "java")
    page = browser.open(jupyter.url("finished.ipynb"))
    page.wait_for_kernel()
    page.run_cell(0)
    page.figure(0)

    def saved_outputs():
        page.save()
        page.page.wait_for_timeout(1000)
        outputs = jupyter.read("finished.ipynb").cells[0].outputs
        return outputs if outputs and PLOTLY in outputs[0].data else None

    outputs = page.wait_until("the last frame in the file", saved_outputs, 60)
    assert page.errors == []
    page.page.close()
    return outputs


def test_a_saved_notebook_shows_the_last_frame_when_it_is_opened_again(finished, browser, jupyter):
    page = browser.open(jupyter.url("finished.ipynb"))
    assert "GPU 0" in page.title(0)
    assert page.errors == []
    page.page.close()


def test_the_renderer_takes_all_that_the_kernel_sends(finished, browser, jupyter):
    page = browser.open(jupyter.url("finished.ipynb"))
    drawn = page.figure(0).evaluate("plot => ({data: plot.data, layout: plot.layout})")
    typed = re.compile(r"\.y\.(dtype|bdata)$")  # decoded by Plotly
    assert {path for path in paths(finished[0].data[FIGURE]) if not typed.search(path)} <= set(paths(drawn))
    page.page.close()


def test_the_plot_is_as_wide_as_its_cell_and_keeps_its_height(finished, browser, jupyter):
    page = browser.open(jupyter.url("finished.ipynb"))
    wide, height = size(page.figure(0))
    page.page.set_viewport_size({"width": 800, "height": 900})
    page.wait_until("a narrower plot", lambda: size(page.figure(0))[0] < wide - 200)
    assert size(page.figure(0))[1] == height
    assert height == finished[0].data[FIGURE]["layout"]["height"]
    page.page.close()


def size(figure):
    return figure.evaluate("plot => [plot._fullLayout.width, plot._fullLayout.height]")


def paths(tree, path=""):
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else None
    if parts is None:
        yield path
    else:
        for key, part in parts:
            yield from paths(part, f"{path}.{key}")


def test_the_saved_output_has_every_form_and_is_small(finished):
    assert set(finished[0].data) >= {FIGURE, SVG, PLOTLY, "text/plain"}
    assert len(json.dumps(finished[0].data, indent=1)) < 100_000


def test_an_untrusted_notebook_shows_the_last_frame(finished, opened):
    cell = nbformat.v4.new_code_cell("System.exit(0)  // not what was signed", outputs=list(finished))
    page = opened("stranger.ipynb", [cell])
    assert "GPU 0" in page.title(0)
    assert page.page.evaluate("jupyterapp.shell.currentWidget.content.activeCell.model.trusted") is False


def cell_with(figure):
    output = nbformat.v4.new_output("display_data", {FIGURE: figure, "text/plain": "-"})
    return nbformat.v4.new_code_cell("1", outputs=[output])


def typed(dtype, form, *values):
    bdata = base64.b64encode(struct.pack(f"<{len(values)}{form}", *values)).decode()
    return {"type": "scatter", "mode": "lines", "x0": 0, "dx": 1, "y": {"dtype": dtype, "bdata": bdata}}


def test_a_hostile_figure_runs_nothing_and_asks_nobody(opened):
    attack = "<img src=x onerror='window.attacked=1'><a href='http://evil.invalid/'>click</a>"
    figure = {
        "data": [
            {"type": "scatter", "x0": 0, "dx": 1, "y": [1, 2, 3], "name": attack, "hovertemplate": attack,
             "text": [attack], "line": {"color": "url(http://evil.invalid/c)"}},
            {"type": "choropleth", "geojson": "http://evil.invalid/g", "z": [1], "locations": ["a"]},
        ],
        "layout": {
            "title": {"text": attack}, "height": 300,
            "images": [{"source": "http://evil.invalid/i.png", "x": 0, "y": 1, "sizex": 1, "sizey": 1}],
            "annotations": [{"text": attack, "x": 0, "y": 1, "showarrow": False, "clicktoshow": "onoff"}],
            "font": {"family": "x'; background: url(http://evil.invalid/f)"},
        },
        "config": {"plotlyServerURL": "http://evil.invalid/"},
        "frames": [{"data": []}],
    }  # fmt: skip
    page = opened("hostile.ipynb", [cell_with(figure)])
    drawn = page.figure(0)
    page.page.wait_for_timeout(1000)
    assert page.page.evaluate("window.attacked") is None
    assert [url for url in page.requests if "evil" in url] == []
    assert drawn.locator("a, image, img").count() == 0
    assert drawn.evaluate("plot => plot.data.length") == 1
    assert "onerror" in page.title(0), "the words are shown, as words"


def test_a_figure_of_any_size_leaves_the_page_responsive(opened):
    panels = ["", *range(2, 30)]
    restless = typed("u1", "B", *(i * 37 % 256 for i in range(3000)))
    dashed = {"color": "red", "width": 1e9, "dash": "1px,1px", "shape": "spline"}
    flood = {
        "data": [
            {**restless, "name": "x" * 5000, "line": dashed, "fill": "tozeroy",
             "mode": "lines+markers", "marker": {"size": 1e9, "symbol": "star"},
             "yaxis": f"y{panels[i % 29]}", "legend": f"legend{panels[i % 29]}"}
            for i in range(1000)
        ],
        "layout": {
            "height": 1e9, "width": 1e9, "hovermode": "x unified",
            "shapes": [{"type": "rect", "x0": -1e300, "x1": 1e300, "y0": -1, "y1": 1e300, "line": dashed}] * 3000,
            "annotations": [{"text": "words " * 99, "x": 1, "y": 1, "showarrow": False, "font": {"size": 1e9}}] * 3000,
            **{f"yaxis{panel}": {"tickvals": list(range(1000)), "ticktext": ["x" * 99] * 1000} for panel in panels},
        },
    }  # fmt: skip
    page = opened("flood.ipynb", [cell_with(flood), cell_with({"data": [typed("u1", "B", 1, 2)], "layout": {}})])
    drawn = page.figure(0)
    assert page.figure(1).evaluate("plot => Array.from(plot._fullData[0].y)") == [1, 2]
    assert seconds_to_a_frame(page) < 2
    page.page.mouse.move(*middle(drawn))
    assert seconds_to_a_frame(page) < 2
    assert drawn.evaluate("plot => plot._fullLayout.height") == 2000
    assert drawn.evaluate("plot => plot._fullLayout.width") < 1100
    assert drawn.evaluate("plot => plot._fullData.length") < 200
    assert drawn.locator(".point").count() <= 8 * 300


def seconds_to_a_frame(page):
    start = time.monotonic()
    page.page.evaluate("new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))")
    return time.monotonic() - start


def middle(figure):
    box = figure.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"], 400) / 2


def test_odd_numbers_are_made_usable_or_left_out(opened):
    line = typed("u1", "B", 1, 2)
    broken = [("u1", ""), ("u1", "A"), ("i2", "AA=="), ("f4", "AAA="), ("f8", "AAAA"), ("f4", "===="), ("u1", "!!!!")]
    far = {"x0": 1e300, "dx": 1e-300}
    figures = [
        {"data": [{**line, "y": {"dtype": dtype, "bdata": bdata}} for dtype, bdata in broken], "layout": {}},
        {"data": [{**line, "y": {"dtype": ["u1"], "bdata": "AAAA"}}, {**line, "y": {"length": 1e9}}], "layout": {}},
        {"data": [{**line, **far}, {**line, "y": [1e308, -1e308, 5e-324, None]}], "layout": {}},
        {"data": [line], "layout": {"xaxis": {"range": [0, 5e-324]}, "yaxis": {"range": [5e-324, 1e-323]}}},
        {"data": [line], "layout": {"yaxis": {"range": [-1e300, 1e300], "domain": [5, -5], "nticks": 1e9}}},
        {"data": [typed("f4", "f", 3e38, -3e38, math.inf)], "layout": {"yaxis": {"range": [0, 1e-9]}}},
        {"data": [line], "layout": {"margin": {"l": 1e9, "t": -1e9}, "height": -1, "xaxis": {"ticklen": 1e9}}},
        {"data": [line], "layout": {"title": {"text": "large", "font": {"size": 1e9}}, "legend": {"x": 1e9}}},
        {"data": {"length": 1e9}, "layout": [{"length": 1e9}]},
        "no figure at all",
    ]
    page = opened("odd.ipynb", [cell_with(figure) for figure in figures])
    for cell in range(len(figures)):
        plot = page.figure(cell)
        assert plot.evaluate("plot => plot._fullLayout.height") in range(100, 2001)
    title = page.figure(7).locator(".gtitle").evaluate("text => parseFloat(getComputedStyle(text).fontSize)")
    assert title < 30


@pytest.fixture
def widget(opened):
    """A page with a renderer of its own, to which a test gives figures at times of its choosing."""
    page = opened("widget.ipynb", ["1"])
    page.page.evaluate(
        """async mimeType => {
            const module = await window._JUPYTERLAB['cellwatch-figure-renderer'].get('./figure');
            window.widget = module().default.rendererFactory.createRenderer();
            widget.node.style.width = '600px';
            document.body.append(widget.node);
            window.titled = (text, more) =>
                ({ data: [{ type: 'scatter', y: [1, 2] }], layout: { title: { text, x: 0 }, ...more } });
            window.show = figure => widget.renderModel({ data: { [mimeType]: figure } });
            window.shown = () => widget.canvas.querySelector('.gtitle')?.textContent;
        }""",
        FIGURE,
    )
    return page.page


def test_dollars_in_text_are_no_formula(widget):
    said = widget.evaluate(
        """async () => {
            const asked = [];
            window.MathJax = new Proxy({ version: '3.2.2' }, { get: (it, key) => (asked.push(key), it[key]) });
            await show(titled('$\\\\alpha$ costs $5'));
            delete window.MathJax;
            return [shown(), asked];
        }"""
    )
    assert said == ["$\\alpha$ costs $5", []]


def test_the_pointer_finds_numbers_of_ordinary_length(widget):
    widget.evaluate("show(titled('long', { hovermode: 'x unified', yaxis: { hoverformat: '99999999d' } }))")
    widget.evaluate("widget.plotly.Fx.hover(widget.canvas, [{ curveNumber: 0, pointNumber: 1 }])")
    said = widget.evaluate("widget.canvas.querySelector('.hoverlayer').textContent")
    assert "2" in said and len(said) < 50


def test_the_label_for_screen_readers_is_the_newest_title_and_nothing_is_animated(widget):
    widget.evaluate("show(titled('before'))")
    widget.evaluate("show(titled('GPU 0 < 5 % & idle', { transition: { duration: 60000 } }))")
    assert widget.get_by_role("img", name="GPU 0 < 5 % & idle", exact=True).count() == 1
    assert widget.evaluate("widget.canvas.layout.transition") is None
    assert widget.evaluate("shown()") == "GPU 0 < 5 % & idle"


def test_of_two_figures_in_quick_succession_the_newer_one_is_drawn(widget):
    widget.evaluate("Promise.all([show(titled('first')), show(titled('second'))])")
    assert widget.evaluate("shown()") == "second"
    slowly = """async () => {
        const react = widget.plotly.react;
        let wait = 300; // the first one takes longest
        widget.plotly.react = async (...all) => {
            const mine = wait;
            wait = 0;
            await new Promise(go => setTimeout(go, mine));
            return react(...all);
        };
        const third = show(titled('third'));
        await new Promise(go => setTimeout(go, 50));
        await Promise.all([third, show(titled('fourth')), show(titled('fifth'))]);
        widget.plotly.react = react;
    }"""
    widget.evaluate(slowly)
    assert widget.evaluate("shown()") == "fifth"


def test_a_figure_that_fails_is_said_and_the_next_one_is_drawn(widget):
    widget.evaluate("show(titled('good'))")
    widget.evaluate(
        """async () => {
            const react = widget.plotly.react;
            widget.plotly.react = () => { throw new Error('as Plotly would'); };
            await show(titled('bad'));
            widget.plotly.react = react;
        }"""
    )
    assert widget.evaluate("widget.node.innerText") == "Plotly cannot draw this figure."
    widget.evaluate("show(titled('good again'))")
    assert widget.evaluate("[shown(), widget.problem.innerText]") == ["good again", ""]


def test_a_title_that_is_wider_than_the_page_gets_smaller_letters(widget):
    size = """async (text, width) => {
        if (width) { widget.node.style.width = width; }
        await show(titled(text));
        const title = widget.canvas.querySelector('.gtitle').getBoundingClientRect();
        return [widget.canvas._fullLayout.title.font.size, title.right < widget.node.getBoundingClientRect().right];
    }"""
    show = lambda text, width="": widget.evaluate(f"({size})('{text}', '{width}')")
    assert show("GPU 0 91 %") == [14, True]
    small, fits = show("GPU 0 91 %, 59.6 of 80 GiB, 682 W, 67 °C · GPU 1 96 %, 59.6 of 80 GiB, 700 W, 68 °C", "480px")
    assert small < 12 and fits
    assert show("GPU 0 91 %") == [small, True], "the next frame does not jump"
    assert show("GPU 0 91 %", "700px") == [14, True]


@pytest.mark.parametrize("moment", ["while Plotly loads", "while Plotly draws"])
def test_a_renderer_that_is_disposed_while_it_draws_leaves_nothing_behind(widget, moment):
    if moment == "while Plotly draws":
        widget.evaluate("show(titled('before'))")
    left = widget.evaluate(
        """async () => {
            const last = [];
            if (widget.plotly) {
                const { react, purge } = widget.plotly;
                widget.plotly.react = async (...all) => {
                    await new Promise(go => setTimeout(go, 100));
                    last.push('react');
                    return react(...all);
                };
                widget.plotly.purge = canvas => (last.push('purge'), purge(canvas));
            }
            const drawing = show(titled('late'));
            await Promise.resolve();
            widget.dispose();
            await drawing;
            await show(titled('later'));
            return [last, widget.canvas.childElementCount, '_fullLayout' in widget.canvas];
        }"""
    )
    assert left == [["react", "purge"] if moment == "while Plotly draws" else [], 0, False]


def test_a_gap_is_drawn_as_a_gap(opened):
    trace = typed("f4", "f", 1, 2, math.nan, 3, 4)
    page = opened("gap.ipynb", [cell_with({"data": [trace], "layout": {"height": 300}})])
    page.figure(0)
    assert page.output(0).locator(".scatterlayer .js-line").count() == 2, "one path on each side of the gap"


def test_a_renderer_without_plotly_says_so_in_one_sentence_until_it_can_draw(browser, tmp_path):
    with Jupyter() as jupyter:
        plotly = next(jupyter.folder.glob("data/labextensions/*/static/plotly.min.js"))
        plotly.rename(plotly.with_suffix(".away"))
        jupyter.write("bare.ipynb", [cell_with({"data": [], "layout": {"height": 300}})])
        page = browser.open(jupyter.url("bare.ipynb"))
        said = page.output(0).locator(".cellwatch-figure")
        page.wait_until("the sentence", lambda: "plotly.min.js did not load" in said.inner_text())
        plotly.with_suffix(".away").rename(plotly)
        page.page.evaluate("document.body.setAttribute('data-jp-theme-light', 'true')")  # has figures drawn again
        page.figure(0)
        assert "did not load" not in said.inner_text()
        page.page.close()


def test_without_the_renderer_the_picture_moves(browser, tmp_path):
    with Jupyter(renderer=False, env=environment(tmp_path)) as jupyter:
        jupyter.write("picture.ipynb", ["%live_monitor 1 60", SLEEP], "java")
        page = browser.open(jupyter.url("picture.ipynb"))
        page.wait_for_kernel()
        page.run_cell(0)
        page.picture(0)
        page.run_cell(1)
        seen = set()

        def another_picture():
            seen.add(page.picture(0).evaluate("picture => picture.src ?? picture.outerHTML"))
            return len(seen) >= 3

        page.wait_until("three pictures", another_picture, 24)
        assert page.errors == []
        page.page.close()


def test_it_moves_in_notebook_7_too(browser, tmp_path):
    with Jupyter(env=environment(tmp_path), application="notebook") as jupyter:
        jupyter.write("seven.ipynb", ["%live_monitor 1 60"], "java")
        page = browser.open(jupyter.url("seven.ipynb"))
        page.wait_for_kernel()
        page.run_cell(0)
        figure = page.figure(0)
        before = points(figure)
        page.wait_until("the next frame", lambda: points(figure) != before, 15)
        # Notebook 7.6 says this on every page, with and without extensions
        assert set(page.errors) <= {"Cannot read properties of undefined (reading 'schema')"}
        page.page.close()


def test_nbconvert_to_html_shows_the_plot(finished, browser, jupyter, tmp_path):
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", tmp_path,
         jupyter.notebooks / "finished.ipynb"],
        check=True, capture_output=True,
    )  # fmt: skip
    page = browser.browser.new_page()
    page.goto((tmp_path / "finished.html").as_uri(), wait_until="domcontentloaded")
    picture = page.locator(".jp-RenderedSVG svg, .jp-RenderedSVG img, .output_svg svg").first
    box = picture.bounding_box()
    assert box["width"] > 500 and box["height"] > 200
    page.close()


def pictures(page, target, name):
    """The notebook in both themes, as NAME.png and NAME-dark.png."""
    notebook = page.page.locator(".jp-NotebookPanel-notebook")
    for theme, suffix in (("Light", ""), ("Dark", "-dark")):
        page.command("apputils:change-theme", {"theme": f"JupyterLab {theme}"})
        page.page.wait_for_timeout(3000)
        picture = notebook.screenshot(path=target / f"{name}{suffix}.png")
        assert picture.startswith(b"\x89PNG") and len(picture) > 50_000, "not an empty page"
    page.page.close()


TRAINING = """
var run = Cellwatch.training("mnist-cnn");
run.batchSize(128);
var noise = new java.util.Random(1);
for (int epoch = 1; epoch <= EPOCHS; epoch++) {
    run.epoch(epoch, EPOCHS);
    for (int i = 0; i < 40; i++) {
        try (var batch = run.batch()) { Thread.sleep(90 + noise.nextInt(20)); }
        double at = (epoch - 1 + i / 40.0) / EPOCHS;
        run.log(run.batches(), "loss", 2.3 * Math.exp(-4 * at) + 0.12 * noise.nextDouble());
        run.log(run.batches(), "learning_rate", 1e-3 * Math.pow(0.5, epoch / 3));
    }
    run.log(run.batches(), "validation_loss", 2.4 * Math.exp(-3.6 * epoch / EPOCHS) + 0.1);
}
run.close();
"""


def test_a_training_run_moves_above_the_gpus_while_its_cell_runs(opened, jupyter):
    page = opened("training.ipynb", ["%training", TRAINING.replace("EPOCHS", "3")])
    page.wait_for_kernel()
    page.run_cell(0)
    page.figure(0)
    page.run_cell(1)
    page.wait_until("the run in the title", lambda: "epoch 2 of 3" in page.title(0), 60)
    figure = page.figure(0)
    # the second epoch begins a frame before the first one's validation is drawn
    page.wait_until("the first validation", lambda: figure.evaluate(ALL_DRAWN), 30)
    seen = set()
    page.wait_until("three different losses", lambda: seen.add(points(figure)) or len(seen) > 2, 60)
    names = figure.evaluate("plot => plot._fullData.map(trace => trace.name)")
    assert names[:2] == ["loss", "validation"] and "GPU 1" in names
    spike = figure.evaluate("plot => new Set(plot._fullData.map(trace => trace.xaxis)).size")
    assert spike == 1, "one time axis, and one cursor on it"
    page.wait_until("its last frame", lambda: "epoch 3 of 3" in page.title(0) and "left" not in page.title(0), 60)
    # a frame between the last epoch's start and its validation has the same title
    page.wait_until("a dot for each validation", lambda: figure.locator(".point").count() >= 3, 60)

    def saved():
        page.save()  # again, because a frame between the run's end and the last one has the same title
        page.page.wait_for_timeout(1000)
        return PLOTLY in jupyter.read("training.ipynb").cells[0].outputs[0].data

    page.wait_until("the last frame in the file", saved, 30)


def test_the_training_notebook_moves_while_its_training_runs(opened):
    notebook = nbformat.read(MODULE.parent / "notebooks/02-training.ipynb", as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    plot, training = code.index("%training next"), next(i for i, cell in enumerate(code) if "EasyTrain.fit" in cell)
    page = opened("02-training.ipynb", code)
    page.wait_for_kernel()
    for cell in range(training):
        page.run_cell(cell)
        page.wait_until(f"the end of cell {cell}", lambda cell=cell: not page.is_running(cell), 400)
    figure = page.figure(plot)
    page.run_cell(training)
    # by any later one, because an epoch may be shorter than the time between two frames
    page.wait_until("the second epoch", lambda: re.search(r"epoch ([2-9]|\d\d) of 60", page.title(plot)), 60)
    seen = set()
    page.wait_until("four frames", lambda: seen.add(points(figure)) or len(seen) > 3, 60)
    assert page.is_running(training), "all of these came during the training"
    names = figure.evaluate("plot => plot._fullData.map(trace => trace.name)")
    assert {"loss", "validation", "accuracy", "learning rate", "batch ms", "GPU 0"} <= set(names), names
    page.wait_until("the end of the training", lambda: not page.is_running(training), 120)
    assert "Bottleneck" in page.output(training).inner_text()
    page.wait_until("its last frame", lambda: "epoch 60 of 60" in page.title(plot) and "left" not in page.title(plot))


def test_the_renderer_takes_all_of_a_training_figure(browser, jupyter):
    saved = jupyter.read("training.ipynb").cells[0].outputs[0].data[FIGURE]
    page = browser.open(jupyter.url("training.ipynb"))
    drawn = page.figure(0).evaluate("plot => ({data: plot.data, layout: plot.layout})")
    typed = re.compile(r"\.y\.(dtype|bdata)$")
    assert {path for path in paths(saved) if not typed.search(path)} <= set(paths(drawn))
    page.page.close()


def test_pictures_of_a_training_run(browser, jupyter, tmp_path):
    """With CELLWATCH_SCREENSHOTS=docs/images it waits for a longer run and keeps the picture there."""
    target = Path(os.environ.get("CELLWATCH_SCREENSHOTS", tmp_path))
    epochs = "20" if "CELLWATCH_SCREENSHOTS" in os.environ else "1"
    jupyter.write("run.ipynb", ["%training", TRAINING.replace("EPOCHS", epochs)], "java")
    page = browser.open(jupyter.url("run.ipynb"), width=1000, height=1250, device_scale_factor=2)
    page.command("application:toggle-left-area")
    page.wait_for_kernel()
    page.run_cell(0)
    page.figure(0)
    page.run_cell(1)
    page.page.wait_for_timeout(46_000 if "CELLWATCH_SCREENSHOTS" in os.environ else 2_000)
    pictures(page, target, "training")


def test_pictures_for_the_readme(browser, jupyter, tmp_path):
    """With CELLWATCH_SCREENSHOTS=docs/images it waits until the plot is full and keeps the pictures there."""
    target = Path(os.environ.get("CELLWATCH_SCREENSHOTS", tmp_path))
    training = "for (int epoch = 1; epoch <= 100; epoch++) {\n    Thread.sleep(1_000); // the training goes here\n}"
    jupyter.write("live-monitor.ipynb", ["%live_monitor 1 120", training], "java")
    page = browser.open(jupyter.url("live-monitor.ipynb"), width=1000, height=800, device_scale_factor=2)
    page.command("application:toggle-left-area")
    page.wait_for_kernel()
    page.run_cell(0)
    page.figure(0)
    page.run_cell(1)
    page.page.wait_for_timeout(100_000 if "CELLWATCH_SCREENSHOTS" in os.environ else 2_000)
    pictures(page, target, "live-monitor")
