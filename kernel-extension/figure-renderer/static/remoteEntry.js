/*
 * Draws Cellwatch figures in JupyterLab and Notebook.
 *
 * JupyterLab loads a prebuilt extension as a container with `init` and `get`; this file is one, written by hand. A
 * figure is Plotly data and layout. Updates of the same output move it in place and keep zoom and hidden lines.
 */
(function () {
  'use strict';

  const NAME = 'cellwatch-figure-renderer';
  const MIME_TYPE = 'application/vnd.cellwatch.figure.v1+json';
  const PLOTLY_URL = new URL('plotly.min.js', document.currentScript.src).href;

  // --- What a figure may contain ---------------------------------------------------------------------------------
  // A saved notebook shows its figures before it is trusted. So a figure is copied by this list: what is not on it,
  // or not of the expected shape, is dropped; text carries no markup and nothing names an address. What is too long
  // is cut and what is too large made smaller, to limits far above what Cellwatch draws (16 GPUs: 51 lines of 120
  // points) and low enough that any figure is drawn within a second or two.

  const MOST_TRACES = 120;
  const MOST_POINTS = 300; // a multiple of 3, so that base 64 can be cut there
  const MOST_MARKED = 8; // each dot is an element of the page
  const MOST_SHAPES = 150;
  const MOST_ANNOTATIONS = 60;
  const MOST_TICKS = 30;
  const MOST_LETTERS = 500;
  /** The ends of the names of the axes and legends of panels: y, y2, y3 ... */
  const PANELS = ['', ...Array.from({ length: 15 }, (_, i) => i + 2)];

  const between = (lowest, highest) => value =>
    typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(value, lowest), highest) : undefined;
  const within = between(-1e18, 1e18);
  /** Somewhere on an axis, or a value; an axis over next to nothing puts all else infinitely far away. */
  const place = value => {
    const kept = within(value);
    return Math.abs(kept) < 1e-12 ? 0 : kept;
  };
  const pixels = between(0, 200);
  const shift = between(-200, 200);
  const share = between(0, 1);
  const thickness = between(0, 4);
  const flag = value => (typeof value === 'boolean' ? value : undefined);
  const oneOf = (...allowed) => value => (allowed.includes(value) ? value : undefined);
  const matching = pattern => value => (typeof value === 'string' && pattern.test(value) ? value : undefined);
  const color = matching(/^(#[0-9a-f]{3,8}|rgba?\([\d.,\s%]{5,40}\)|[a-z]{3,20})$/i);
  const words = value => (typeof value === 'string' ? value.slice(0, MOST_LETTERS) : undefined);
  // Plotly reads a little HTML in text; as entities it stays text
  const text = value =>
    typeof value === 'string' ? words(value).replace(/&/g, '&amp;').replace(/</g, '&lt;') : undefined;
  const listOf = (part, most) => value =>
    Array.isArray(value) ? value.slice(0, most).map(part).filter(item => item !== undefined) : undefined;

  function shaped(rules) {
    return source => {
      if (source === null || typeof source !== 'object' || Array.isArray(source)) {
        return undefined;
      }
      const copy = {};
      for (const [key, rule] of Object.entries(rules)) {
        const kept = Object.hasOwn(source, key) ? rule(source[key]) : undefined;
        if (kept !== undefined) {
          copy[key] = kept;
        }
      }
      return copy;
    };
  }

  const BYTES = { u1: 1, i2: 2, f4: 4 };
  const numberType = oneOf(...Object.keys(BYTES));

  /** Numbers in base 64, of which Plotly takes only whole ones. */
  function typedArray(source) {
    const { dtype, bdata } = source || {};
    if (!numberType(dtype) || typeof bdata !== 'string') {
      return undefined;
    }
    const kept = bdata.slice(0, (MOST_POINTS * BYTES[dtype] * 4) / 3);
    const bytes = (kept.replace(/=+$/, '').length * 3) >> 2;
    const whole = /^[A-Za-z0-9+/]*={0,2}$/.test(kept) && kept.length % 4 === 0 && bytes % BYTES[dtype] === 0;
    return whole ? { dtype: dtype, bdata: kept } : undefined;
  }

  const valueOrGap = value => (value === null ? null : place(value));
  const values = source => (Array.isArray(source) ? listOf(valueOrGap, MOST_POINTS)(source) : typedArray(source));

  const panelAxis = oneOf(...PANELS.map(panel => `y${panel}`));
  const ofPanels = (name, rule) => Object.fromEntries(PANELS.map(panel => [`${name}${panel}`, rule]));

  const font = shaped({
    size: between(6, 24),
    color: color,
    family: matching(/^[\w ,-]{1,80}$/),
    weight: between(100, 900)
  });
  // along restless curves, dashes and splines cost a browser minutes
  const line = shaped({
    color: color,
    width: thickness,
    dash: oneOf('solid'),
    shape: oneOf('linear'),
    smoothing: share,
    simplify: oneOf(true)
  });
  const edge = shaped({
    color: color,
    width: thickness,
    dash: matching(/^(solid|dash|[3-9]px,[3-9]px)$/)
  });

  const trace = shaped({
    type: oneOf('scatter'),
    mode: oneOf('lines', 'lines+markers'),
    marker: shaped({ color: color, size: between(1, 8) }),
    name: text,
    x: values,
    x0: place,
    dx: between(1e-3, 1e6),
    y: values,
    xaxis: oneOf('x'),
    yaxis: panelAxis,
    line: line,
    fill: oneOf('none', 'tozeroy'),
    fillcolor: color,
    opacity: share,
    legend: oneOf(...PANELS.map(panel => `legend${panel}`)),
    legendgroup: text,
    showlegend: flag
  });

  const anchorX = oneOf('left', 'center', 'right', 'auto');
  const anchorY = oneOf('top', 'middle', 'bottom', 'auto');
  const xref = oneOf('paper', 'x');
  const yref = oneOf('paper', ...PANELS.flatMap(panel => [`y${panel}`, `y${panel} domain`]));

  const axis = shaped({
    title: shaped({ text: text, font: font, standoff: pixels }),
    anchor: value => oneOf('x', 'free')(value) || panelAxis(value),
    domain: listOf(share, 2),
    range: listOf(place, 2),
    tickvals: listOf(place, MOST_TICKS),
    ticktext: listOf(text, MOST_TICKS),
    tickfont: font,
    nticks: between(0, MOST_TICKS),
    showticklabels: flag,
    ticks: oneOf('outside', 'inside', ''),
    ticklen: pixels,
    tickcolor: color,
    ticksuffix: text,
    hoverformat: matching(/^\.\d~?[efgrs%]$/),
    fixedrange: flag,
    showgrid: flag,
    gridcolor: color,
    gridwidth: thickness,
    showline: flag,
    linecolor: color,
    linewidth: thickness,
    zeroline: flag,
    spikethickness: thickness,
    spikedash: oneOf('solid', 'dot', 'dash'),
    spikecolor: color,
    side: oneOf('left', 'right', 'top', 'bottom'),
    visible: flag
  });

  const legend = shaped({
    orientation: oneOf('h', 'v'),
    x: place,
    xanchor: anchorX,
    y: place,
    yanchor: anchorY,
    font: font,
    bgcolor: color
  });

  const shape = shaped({
    type: oneOf('line', 'rect'),
    xref: xref,
    yref: yref,
    x0: place,
    x1: place,
    y0: place,
    y1: place,
    line: edge,
    fillcolor: color,
    layer: oneOf('below', 'above')
  });

  const annotation = shaped({
    text: text,
    xref: xref,
    yref: yref,
    x: place,
    y: place,
    xanchor: anchorX,
    yanchor: anchorY,
    xshift: shift,
    yshift: shift,
    showarrow: oneOf(false),
    font: font
  });

  const layout = shaped({
    title: shaped({
      text: text,
      font: font,
      x: share,
      xanchor: anchorX,
      y: share,
      yanchor: anchorY,
      pad: shaped({ t: pixels, b: pixels, l: pixels, r: pixels })
    }),
    height: between(100, 2000),
    margin: shaped({ l: pixels, r: pixels, t: pixels, b: pixels, pad: pixels, autoexpand: flag }),
    font: font,
    hovermode: oneOf('x', 'x unified', 'closest', false),
    showlegend: flag,
    paper_bgcolor: color,
    plot_bgcolor: color,
    uirevision: text,
    xaxis: axis,
    ...ofPanels('yaxis', axis),
    ...ofPanels('legend', legend),
    shapes: listOf(shape, MOST_SHAPES),
    annotations: listOf(annotation, MOST_ANNOTATIONS)
  });

  const lines = listOf(trace, MOST_TRACES);

  /** A copy of the figure with only what is on the list. */
  function cleaned(figure) {
    const { data, layout: plan } = figure || {};
    const traces = (lines(data) || []).filter(one => one.type === 'scatter');
    traces
      .filter(one => one.mode === 'lines+markers')
      .slice(MOST_MARKED)
      .forEach(one => (one.mode = 'lines'));
    return { data: traces, layout: layout(plan) || {} };
  }

  // --- The colours of the page -----------------------------------------------------------------------------------

  // what a figure uses for text and grid, to be replaced by the theme's own (see Palette.java)
  const NEUTRAL = '#7d858e';
  const GRID = 'rgba(140,150,160,.2)';

  function theme() {
    const style = getComputedStyle(document.body);
    const read = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
    return {
      strong: read('--jp-content-font-color1', NEUTRAL),
      quiet: read('--jp-content-font-color2', NEUTRAL),
      grid: read('--jp-border-color3', GRID),
      page: read('--jp-layout-color1', '#ffffff')
    };
  }

  function inThemeColors(part, colors) {
    if (Array.isArray(part)) {
      part.forEach(item => inThemeColors(item, colors));
    } else if (part && typeof part === 'object') {
      for (const [key, item] of Object.entries(part)) {
        if (item === NEUTRAL) {
          part[key] = colors.quiet;
        } else if (item === GRID) {
          part[key] = colors.grid;
        } else {
          inThemeColors(item, colors);
        }
      }
    }
  }

  function themed(plainFigure) {
    const figure = cleaned(plainFigure);
    const colors = theme();
    inThemeColors(figure.layout, colors);
    inThemeColors(figure.data, colors);
    figure.layout.font = { ...figure.layout.font, color: colors.quiet };
    if (figure.layout.title) {
      figure.layout.title.font = { ...figure.layout.title.font, color: colors.strong };
    }
    figure.layout.hoverlabel = { bgcolor: colors.page, font: { color: colors.strong, size: 11 } };
    figure.layout.modebar = { bgcolor: colors.page, color: colors.quiet, activecolor: colors.strong };
    return figure;
  }

  // --- Plotly ----------------------------------------------------------------------------------------------------

  let plotly;

  /** Loads Plotly once, from beside this file. It must not register with the page's module loader (RequireJS). */
  function loadPlotly() {
    if (!plotly) {
      plotly = new Promise((resolve, reject) => {
        const before = { define: window.define, Plotly: window.Plotly };
        const script = document.createElement('script');
        const settle = (how, what) => {
          window.define = before.define;
          window.Plotly = before.Plotly;
          how(what);
        };
        script.onload = () => settle(resolve, window.Plotly);
        script.onerror = () => settle(reject, new Error(PLOTLY_URL));
        script.src = PLOTLY_URL;
        window.define = undefined;
        document.head.appendChild(script);
      });
      plotly.catch(() => {
        plotly = undefined; // the next figure tries again
      });
    }
    return plotly;
  }

  const CONFIG = {
    displaylogo: false,
    responsive: false,
    doubleClick: 'reset',
    modeBarButtons: [['toImage', 'resetScale2d']],
    typesetMath: false // a price in dollars is no formula
  };

  const TITLE_SIZE = 14;
  const SMALLEST_TITLE = 9;
  const TITLE_MARGIN = 12;
  const RULER = document.createElement('canvas').getContext('2d');

  // Plotly underlays the line at the pointer in the opposite of a background that it does not know
  const STYLE = '.cellwatch-figure line.spikeline:not([style*="dasharray"]) { display: none; }';

  const NO_PLOTLY =
    'This plot cannot be drawn because plotly.min.js did not load: install Cellwatch in this Jupyter again.';

  // --- The widget ------------------------------------------------------------------------------------------------

  function figureWidget(Widget) {
    return class FigureWidget extends Widget {
      constructor() {
        super();
        this.addClass('cellwatch-figure');
        this.node.style.width = '100%';
        this.node.style.overflow = 'hidden';
        this.canvas = document.createElement('div');
        this.problem = document.createElement('div'); // beside the canvas, which a later try draws into
        const style = document.createElement('style');
        style.textContent = STYLE;
        this.node.append(style, this.problem, this.canvas);
        this.width = 0;
        this.sizes = new ResizeObserver(() => this.fit());
        this.sizes.observe(this.node);
        this.themes = new MutationObserver(() => this.draw());
        this.themes.observe(document.body, { attributeFilter: ['data-jp-theme-name', 'data-jp-theme-light'] });
      }

      /** Called for the first frame and for every one after it. */
      async renderModel(model) {
        this.figure = model.data[MIME_TYPE];
        await this.draw();
      }

      /** Has the newest figure drawn, after the one that is being drawn. */
      async draw() {
        if (!this.figure || this.isDisposed) {
          return;
        }
        this.stale = true;
        if (!this.drawing) {
          this.drawing = this.drawUntilNewest();
        }
        await this.drawing;
      }

      async drawUntilNewest() {
        while (this.stale && !this.isDisposed) {
          this.stale = false;
          this.problem.textContent = await this.drawOnce();
        }
        this.drawing = undefined;
        if (this.isDisposed) {
          this.clear();
        }
      }

      /** Gives what is to be said about it: mostly nothing. */
      async drawOnce() {
        try {
          this.plotly = await loadPlotly();
        } catch (error) {
          return NO_PLOTLY;
        }
        try {
          if (!this.isDisposed) {
            await this.react(themed(this.figure));
          }
          return '';
        } catch (error) {
          this.clear(); // what comes next starts anew
          return 'Plotly cannot draw this figure.';
        }
      }

      async react({ data, layout }) {
        const { title } = this.figure.layout || {};
        const label = words(title && title.text);
        if (this.node.clientWidth !== this.width) {
          this.width = this.node.clientWidth;
          this.titleSize = Infinity;
        }
        if (this.width > 0) {
          layout.width = this.width;
          if (label) {
            this.fitTitle(layout, label);
          }
        }
        if (layout.height) {
          this.node.style.height = `${layout.height}px`;
        }
        this.node.setAttribute('role', 'img');
        this.node.setAttribute('aria-label', label || 'Cellwatch figure');
        this.drawn = true;
        await this.plotly.react(this.canvas, data, layout, CONFIG);
      }

      /** Gives a title that is wider than its plot smaller letters; they stay small, so that frames do not flicker. */
      fitTitle(layout, label) {
        const { font } = layout.title;
        const size = font.size || TITLE_SIZE;
        RULER.font = `${size}px ${layout.font.family || 'sans-serif'}`;
        const fitting = Math.floor((size * (this.width - 2 * TITLE_MARGIN)) / RULER.measureText(label).width);
        this.titleSize = Math.max(SMALLEST_TITLE, Math.min(size, fitting, this.titleSize));
        font.size = this.titleSize;
      }

      /** Draws anew when the page has given the cell another width. */
      fit() {
        if (this.drawn && this.node.clientWidth > 0 && this.node.clientWidth !== this.width) {
          this.draw();
        }
      }

      dispose() {
        if (this.isDisposed) {
          return;
        }
        this.sizes.disconnect();
        this.themes.disconnect();
        super.dispose();
        if (!this.drawing) {
          this.clear();
        }
      }

      clear() {
        if (this.drawn) {
          this.drawn = false;
          this.plotly.purge(this.canvas);
        }
      }
    };
  }

  // --- The extension ---------------------------------------------------------------------------------------------

  let shared;

  /** The page's own copy of a library; JupyterLab puts one there by version. */
  async function sharedModule(name) {
    const versions = Object.values((shared && shared[name]) || {});
    if (versions.length === 0) {
      throw new Error(`${NAME}: this page shares no ${name}`);
    }
    const factory = await versions[0].get();
    return factory();
  }

  async function extension() {
    const { Widget } = await sharedModule('@lumino/widgets');
    const FigureWidget = figureWidget(Widget);
    return {
      id: `${NAME}:figure`,
      description: 'Draws Cellwatch figures and moves them in place.',
      rendererFactory: {
        safe: true,
        mimeTypes: [MIME_TYPE],
        createRenderer: () => new FigureWidget()
      },
      rank: -10, // before Plotly's own renderer, which does not move, and before SVG
      dataType: 'json'
    };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init(shareScope) {
      shared = shareScope;
    },
    async get(module) {
      if (module !== './figure') {
        throw new Error(`${NAME} has no ${module}`);
      }
      const figure = await extension();
      return () => ({ __esModule: true, default: figure });
    }
  };
})();
