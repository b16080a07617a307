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
  // or not of the expected shape, is dropped; text carries no markup and nothing names an address.

  const MAX_LIST = 20000;
  const MAX_TEXT = 500;

  const number = value => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
  const flag = value => (typeof value === 'boolean' ? value : undefined);
  const oneOf = (...allowed) => value => (allowed.includes(value) ? value : undefined);
  const matching = pattern => value => (typeof value === 'string' && pattern.test(value) ? value : undefined);
  const color = matching(/^(#[0-9a-f]{3,8}|rgba?\([\d.,\s%]{5,40}\)|[a-z]{3,20})$/i);
  // Plotly reads a little HTML in text; as entities it stays text
  const text = value =>
    typeof value === 'string'
      ? value.slice(0, MAX_TEXT).replace(/&/g, '&amp;').replace(/</g, '&lt;')
      : undefined;
  const listOf = part => value =>
    Array.isArray(value) && value.length <= MAX_LIST ? value.map(part).filter(item => item !== undefined) : undefined;
  const value = item => (item === null ? null : number(item));

  function shaped(keys) {
    return source => {
      if (source === null || typeof source !== 'object' || Array.isArray(source)) {
        return undefined;
      }
      const copy = {};
      for (const [key, item] of Object.entries(source)) {
        const rule = Object.hasOwn(keys, key) ? keys[key] : undefined;
        const kept = rule ? rule(item) : undefined;
        if (kept !== undefined) {
          copy[key] = kept;
        }
      }
      return copy;
    };
  }

  const typedArray = shaped({
    dtype: oneOf('i1', 'u1', 'i2', 'u2', 'i4', 'u4', 'f4', 'f8'),
    bdata: matching(/^[A-Za-z0-9+/]{0,400000}={0,2}$/)
  });
  const values = source => (Array.isArray(source) ? listOf(value)(source) : typedArray(source));

  const font = shaped({ size: number, color: color, family: matching(/^[\w ,-]{1,80}$/), weight: number });
  const line = shaped({
    color: color,
    width: number,
    dash: matching(/^(solid|dot|dash|longdash|dashdot|longdashdot|[\d.]+px(,[\d.]+px)*)$/),
    shape: oneOf('linear', 'spline', 'hv', 'vh', 'hvh', 'vhv'),
    smoothing: number,
    simplify: flag
  });

  const trace = shaped({
    type: oneOf('scatter'),
    mode: oneOf('lines', 'markers', 'lines+markers'),
    name: text,
    x: values,
    x0: number,
    dx: number,
    y: values,
    xaxis: matching(/^x\d{0,2}$/),
    yaxis: matching(/^y\d{0,2}$/),
    line: line,
    marker: shaped({ size: number, color: color }),
    fill: oneOf('none', 'tozeroy'),
    fillcolor: color,
    opacity: number,
    legend: matching(/^legend\d{0,2}$/),
    legendgroup: text,
    showlegend: flag
  });

  const anchorX = oneOf('left', 'center', 'right', 'auto');
  const anchorY = oneOf('top', 'middle', 'bottom', 'auto');
  const xref = matching(/^(paper|container|x\d{0,2}( domain)?)$/);
  const yref = matching(/^(paper|container|y\d{0,2}( domain)?)$/);

  const axis = shaped({
    title: shaped({ text: text, font: font, standoff: number }),
    anchor: matching(/^([xy]\d{0,2}|free)$/),
    domain: listOf(number),
    range: listOf(number),
    tickvals: listOf(number),
    ticktext: listOf(text),
    tickfont: font,
    nticks: number,
    showticklabels: flag,
    ticks: oneOf('outside', 'inside', ''),
    ticklen: number,
    tickcolor: color,
    ticksuffix: text,
    hoverformat: matching(/^[\w.,~$%+-]{0,12}$/),
    fixedrange: flag,
    showgrid: flag,
    gridcolor: color,
    gridwidth: number,
    showline: flag,
    linecolor: color,
    linewidth: number,
    zeroline: flag,
    spikethickness: number,
    spikedash: oneOf('solid', 'dot', 'dash'),
    spikecolor: color,
    type: oneOf('linear', 'log', '-'),
    side: oneOf('left', 'right', 'top', 'bottom'),
    visible: flag
  });

  const legend = shaped({
    orientation: oneOf('h', 'v'),
    x: number,
    xanchor: anchorX,
    y: number,
    yanchor: anchorY,
    font: font,
    bgcolor: color
  });

  const shape = shaped({
    type: oneOf('line', 'rect'),
    xref: xref,
    yref: yref,
    x0: number,
    x1: number,
    y0: number,
    y1: number,
    line: line,
    fillcolor: color,
    layer: oneOf('below', 'above')
  });

  const annotation = shaped({
    text: text,
    xref: xref,
    yref: yref,
    x: number,
    y: number,
    xanchor: anchorX,
    yanchor: anchorY,
    xshift: number,
    yshift: number,
    showarrow: oneOf(false),
    font: font
  });

  const plainLayout = {
    title: shaped({
      text: text,
      font: font,
      x: number,
      xanchor: anchorX,
      y: number,
      yanchor: anchorY,
      pad: shaped({ t: number, b: number, l: number, r: number })
    }),
    height: number,
    width: number,
    margin: shaped({ l: number, r: number, t: number, b: number, pad: number, autoexpand: flag }),
    font: font,
    hovermode: oneOf('x', 'x unified', 'closest', false),
    showlegend: flag,
    paper_bgcolor: color,
    plot_bgcolor: color,
    uirevision: text,
    shapes: listOf(shape),
    annotations: listOf(annotation)
  };

  function layout(source) {
    const rules = { ...plainLayout };
    for (const key of Object.keys(source || {})) {
      if (/^[xy]axis\d{0,2}$/.test(key)) {
        rules[key] = axis;
      } else if (/^legend\d{0,2}$/.test(key)) {
        rules[key] = legend;
      }
    }
    return shaped(rules)(source) || {};
  }

  /** A copy of the figure with only what is on the list. */
  function cleaned(figure) {
    const source = figure && typeof figure === 'object' ? figure : {};
    const data = listOf(trace)(source.data) || [];
    return { data: data.filter(one => one.type === 'scatter'), layout: layout(source.layout) };
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
    modeBarButtons: [['toImage', 'resetScale2d']]
  };

  // Plotly underlays the line at the pointer in the opposite of a background that it does not know
  const STYLE = '.cellwatch-figure line.spikeline:not([style*="dasharray"]) { display: none; }';

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

      async draw() {
        if (!this.figure || this.isDisposed) {
          return;
        }
        try {
          this.plotly = await loadPlotly();
        } catch (error) {
          this.problem.textContent =
            'This plot cannot be drawn because plotly.min.js did not load: install Cellwatch in this Jupyter again.';
          return;
        }
        if (this.isDisposed) {
          return;
        }
        this.problem.textContent = '';
        const figure = themed(this.figure);
        this.width = this.node.clientWidth;
        if (figure.layout.width === undefined && this.width > 0) {
          figure.layout.width = this.width;
        }
        if (figure.layout.height) {
          this.node.style.height = `${figure.layout.height}px`;
        }
        this.node.setAttribute('role', 'img');
        this.node.setAttribute('aria-label', figure.layout.title ? figure.layout.title.text : 'Cellwatch figure');
        await this.plotly.react(this.canvas, figure.data, figure.layout, CONFIG);
        this.drawn = true;
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
        if (this.drawn) {
          this.plotly.purge(this.canvas);
        }
        super.dispose();
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
