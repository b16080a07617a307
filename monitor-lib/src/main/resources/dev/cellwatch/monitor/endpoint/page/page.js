// The page of a kernel's endpoint: charts that move with the stream, or by asking every five seconds while there is
// none, and tables of everything else. Whatever comes from outside is put in as text, never as markup.

const API = 'admin/monitor/';
const POLL_MILLIS = 5000;
const RETRY_MILLIS = 10000;
/** The stream tells each second; a proxy that holds it back is as good as none. */
const SILENCE_MILLIS = 5000;
/** Who does not look for so long lets the GPUs rest. */
const HIDDEN_MILLIS = 5 * 60000;
const STEP = 5000;
const POINTS = 60;
/** Slowly read values may miss a point; a longer gap is shown as one. */
const BRIDGED = 2;
const DASH = '—';
const SVG = 'http://www.w3.org/2000/svg';

const at = id => document.getElementById(id);
const known = value => value !== null && value !== undefined;
const words = (value, write) => (known(value) ? write(value) : DASH);

// ---- numbers as people read them

const grouped = (value, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }).replaceAll(',', '\u202f');
const percent = value => words(value, ratio => `${Math.round(100 * ratio)} %`);
const gib = value => words(value, bytes => `${grouped(bytes / 2 ** 30, 1)} GiB`);
const mib = value => words(value, bytes => `${grouped(bytes / 2 ** 20)} MiB`);
const megahertz = value => words(value, hertz => `${grouped(hertz / 1e6)} MHz`);
const celsius = value => words(value, degrees => `${Math.round(degrees)} °C`);
const watts = value => words(value, power => `${grouped(power)} W`);
const whole = value => words(value, number => grouped(number));
const text = value => (known(value) && value !== '' ? String(value) : DASH);
const significant = value => words(value, number => String(Number(number.toPrecision(4))));
const two = number => String(number).padStart(2, '0');
const clock = date => `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
const moment = utc =>
  words(utc, told => {
    const date = new Date(told);
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock(date)}`;
  });

function duration(value) {
  return words(value, seconds => {
    const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
    if (days > 0) return `${days} d ${hours} h`;
    if (hours > 0) return `${hours} h ${minutes} min`;
    return minutes > 0 ? `${minutes} min ${Math.floor(seconds) % 60} s` : `${Math.floor(seconds)} s`;
  });
}

// ---- text into the page

/** Changes nothing that is as it should be, so that nothing flickers and a selection stays. */
function say(element, said) {
  if (element.textContent !== said) element.textContent = said;
}

function note(id, said) {
  const element = at(id);
  say(element, said);
  element.hidden = said === '';
}

/**
 * Fills a table. A row is `{ key, cells, mark }`: its first cell is its heading, a cell is text or an element, the mark a
 * class of the heading. Rows keep their place in the document by their keys, and with it the focus.
 */
function fill(id, rows, otherwise = '') {
  const table = at(id);
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const before = new Map([...body.rows].map(row => [row.dataset.key, row]));
  rows.forEach((wanted, i) => {
    const key = String(wanted.key);
    const row = before.get(key) ?? emptyRow(key, heads);
    before.delete(key);
    if (body.rows[i] !== row) body.insertBefore(row, body.rows[i] ?? null);
    if (wanted.mark) row.cells[0].className = wanted.mark;
    wanted.cells.forEach((cell, column) => put(row.cells[column], cell));
  });
  while (body.rows.length > rows.length) body.lastElementChild.remove();
  table.hidden = rows.length === 0;
  note(`${id}-note`, rows.length === 0 ? otherwise : '');
}

function emptyRow(key, heads) {
  const row = document.createElement('tr');
  row.dataset.key = key;
  row.setAttribute('role', 'row'); // also where the style makes a card of it
  heads.forEach((head, column) => {
    const cell = document.createElement(column === 0 ? 'th' : 'td');
    if (column === 0) cell.scope = 'row';
    cell.setAttribute('role', column === 0 ? 'rowheader' : 'cell');
    cell.dataset.label = head.textContent;
    cell.className = head.className;
    row.append(cell);
  });
  return row;
}

function put(cell, content) {
  if (!(content instanceof Node)) say(cell, content);
  else if (cell.firstChild?.dataset?.key !== content.dataset.key) cell.replaceChildren(content);
}

function facts(id, entries) {
  const list = at(id);
  while (list.children.length < entries.length) {
    const pair = document.createElement('div');
    pair.append(document.createElement('dt'), document.createElement('dd'));
    list.append(pair);
  }
  entries.forEach(([name, value], i) => {
    say(list.children[i].children[0], name);
    say(list.children[i].children[1], value);
  });
}

// ---- charts

const METRICS = {
  utilization: 'nvidia_gpu_utilization_ratio',
  memory: 'nvidia_gpu_memory_used_bytes',
  temperature: 'nvidia_gpu_temperature_celsius',
  power: 'nvidia_gpu_power_usage_watts',
  fan: 'nvidia_gpu_fan_speed_ratio',
};

/** What GPUs did in the last five minutes, in points of five seconds. */
class Past {
  constructor() {
    this.series = new Map();
    this.newest = 0;
  }

  points(uuid, metric) {
    const key = `${uuid} ${metric}`;
    if (!this.series.has(key)) this.series.set(key, new Map());
    return this.series.get(key);
  }

  add(uuid, metric, millis, value) {
    const slot = Math.floor(millis / STEP);
    this.newest = Math.max(this.newest, slot);
    if (!known(value)) return;
    const points = this.points(uuid, metric);
    const point = points.get(slot) ?? { sum: 0, count: 0 };
    points.set(slot, { sum: point.sum + value, count: point.count + 1 });
    for (const old of points.keys()) if (old <= this.newest - POINTS) points.delete(old);
  }

  /** Takes what the kernel has kept; the point that is not complete yet goes on with what came here. */
  take(history) {
    const start = Math.round(Date.parse(history.start) / STEP);
    for (const gpu of history.gpus) {
      for (const metric of Object.values(METRICS)) {
        const points = this.points(gpu.uuid, metric);
        gpu.metrics[metric].forEach((value, i) => {
          if (known(value) && (i < POINTS - 1 || !points.has(start + i))) points.set(start + i, { sum: value, count: 1 });
        });
      }
    }
    this.newest = Math.max(this.newest, start + POINTS - 1);
  }

  /** The point's mean, or nothing; 0 is the oldest. */
  value(uuid, metric, i) {
    const point = this.series.get(`${uuid} ${metric}`)?.get(this.newest - POINTS + 1 + i);
    return point && point.sum / point.count;
  }
}

const past = new Past();

/** The highest that any GPU may reach, so that an axis never jumps; else a round number that only grows. */
function limit(metric) {
  return gpus => Math.max(0, ...gpus.map(gpu => gpu.metrics[metric] ?? 0));
}

const CHARTS = [
  { name: 'utilization', top: () => 1, write: percent, axis: percent },
  { name: 'memory', top: limit('nvidia_gpu_memory_total_bytes'), write: gib, axis: value => `${grouped(value / 2 ** 30)} GiB` },
  { name: 'temperature', top: () => 100, write: celsius, axis: celsius },
  { name: 'power', top: limit('nvidia_gpu_power_enforced_limit_watts'), write: watts, axis: watts },
  { name: 'fan', top: () => 1, write: percent, axis: percent },
];

class Chart {
  constructor(what) {
    this.what = what;
    this.metric = METRICS[what.name];
    this.figure = at(`chart-${what.name}`);
    this.svg = this.figure.querySelector('svg');
    this.title = this.figure.querySelector('h3').textContent;
    this.values = this.figure.querySelector('.values');
    this.grid = this.svg.appendChild(document.createElementNS(SVG, 'g'));
    this.lines = this.svg.appendChild(document.createElementNS(SVG, 'g'));
    this.top = 0;
    new ResizeObserver(() => this.draw()).observe(this.svg);
  }

  show(gpus) {
    this.gpus = gpus;
    this.draw();
  }

  draw() {
    const gpus = this.gpus ?? [];
    const width = this.svg.clientWidth;
    if (width === 0) return;
    this.top = Math.max(this.top, this.what.top(gpus), round(this.highest(gpus)));
    const box = { left: 52, right: width - 8, top: 10, bottom: 128 };
    this.drawGrid(box);
    resize(this.lines, gpus.length, () => document.createElementNS(SVG, 'path'));
    resize(this.values, gpus.length, valueItem);
    gpus.forEach((gpu, i) => {
      this.lines.children[i].setAttribute('class', `line gpu-${gpu.index % 8}`);
      this.lines.children[i].setAttribute('d', this.path(gpu, box));
      this.values.children[i].className = `gpu-${gpu.index % 8}`;
      say(this.values.children[i].children[0], `GPU ${gpu.index} `);
      say(this.values.children[i].children[1], this.what.write(gpu.metrics[this.metric]));
    });
    const now = gpus.map(gpu => `GPU ${gpu.index} ${this.what.write(gpu.metrics[this.metric])}`).join(', ');
    this.svg.setAttribute('aria-label', `${this.title}, the last 5 minutes: ${now}`);
  }

  highest(gpus) {
    let highest = 0;
    for (const gpu of gpus) {
      for (let i = 0; i < POINTS; i++) highest = Math.max(highest, past.value(gpu.uuid, this.metric, i) ?? 0);
    }
    return highest > this.top && highest > this.what.top(gpus) ? highest : 0;
  }

  drawGrid(box) {
    const marks = `${box.right} ${this.top}`;
    if (this.marks === marks) return;
    this.marks = marks;
    this.grid.replaceChildren();
    for (const share of this.top > 0 ? [0, 0.5, 1] : [0]) {
      const y = box.bottom - share * (box.bottom - box.top);
      this.rule(box.left, y, box.right, y);
      this.label(box.left - 6, y + 4, 'end', this.what.axis(share * this.top));
    }
    for (let minute = 0; minute <= 5; minute++) {
      const x = box.left + (minute / 5) * (box.right - box.left);
      this.rule(x, box.top, x, box.bottom);
      const anchor = minute === 5 ? 'end' : 'middle';
      this.label(x, box.bottom + 16, anchor, minute === 5 ? 'now' : minute === 0 ? '−5 min' : `−${5 - minute}`);
    }
  }

  rule(x1, y1, x2, y2) {
    const line = this.grid.appendChild(document.createElementNS(SVG, 'line'));
    Object.entries({ x1, y1, x2, y2, class: 'grid' }).forEach(([name, value]) => line.setAttribute(name, value));
  }

  label(x, y, anchor, said) {
    const label = this.grid.appendChild(document.createElementNS(SVG, 'text'));
    Object.entries({ x, y, 'text-anchor': anchor }).forEach(([name, value]) => label.setAttribute(name, value));
    label.textContent = said;
  }

  path(gpu, box) {
    let d = '';
    let last = -1 - BRIDGED;
    for (let i = 0; i < POINTS; i++) {
      const value = past.value(gpu.uuid, this.metric, i);
      if (value === undefined) continue;
      const x = box.left + (i / (POINTS - 1)) * (box.right - box.left);
      const y = box.bottom - (this.top > 0 ? value / this.top : 0) * (box.bottom - box.top);
      const joined = last >= 0 && i - last <= BRIDGED;
      // a lone point is a dot: a line of no length with round ends
      d += `${joined ? 'L' : 'M'}${x.toFixed(1)},${y.toFixed(1)}${joined ? '' : 'h0'}`;
      last = i;
    }
    return d;
  }
}

function round(value) {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 4, 5, 10].find(step => step * power >= value);
}

function resize(parent, count, make) {
  while (parent.children.length < count) parent.append(make());
  while (parent.children.length > count) parent.lastElementChild.remove();
}

function valueItem() {
  const item = document.createElement('li');
  item.append(document.createElement('span'), document.createElement('b'));
  return item;
}

const charts = CHARTS.map(what => new Chart(what));

// ---- what there is to show

function showGpus(tree) {
  const millis = Date.parse(tree.timestamp);
  for (const gpu of tree.gpus) {
    for (const metric of Object.values(METRICS)) past.add(gpu.uuid, metric, millis, gpu.metrics[metric]);
  }
  at('demo').hidden = !tree.demo;
  note('reason', tree.gpus.length > 0 ? '' : tree.reason ?? 'No GPU has been read yet.');
  at('charts').hidden = tree.gpus.length === 0;
  charts.forEach(chart => chart.show(tree.gpus));
  fill('gpu-readings', tree.gpus.map(reading), '');
  fill('gpu-details', tree.gpus.map(gpu => details(gpu, tree)), DASH);
  fill('gpu-processes', tree.gpus.flatMap(gpu => gpu.processes.map(process => gpuProcess(gpu, process))), 'No process has a GPU open.');
}

const mark = gpu => `gpu-${gpu.index % 8}`;
const metric = (gpu, name) => gpu.metrics[`nvidia_gpu_${name}`];

function reading(gpu) {
  const total = metric(gpu, 'memory_total_bytes');
  const used = metric(gpu, 'memory_used_bytes');
  const power = watts(metric(gpu, 'power_usage_watts'));
  const most = metric(gpu, 'power_enforced_limit_watts');
  return {
    key: gpu.uuid,
    mark: mark(gpu),
    cells: [
      `GPU ${gpu.index}`,
      percent(metric(gpu, 'utilization_ratio')),
      known(used) && total > 0 ? percent(used / total) : DASH,
      percent(metric(gpu, 'memory_controller_utilization_ratio')),
      celsius(metric(gpu, 'temperature_celsius')),
      known(most) ? `${power} of ${watts(most)}` : power,
      megahertz(metric(gpu, 'sm_clock_hertz')),
      megahertz(metric(gpu, 'memory_clock_hertz')),
      percent(metric(gpu, 'fan_speed_ratio')),
      words(metric(gpu, 'pcie_bandwidth_bytes_per_second'), bytes => `${mib(bytes)}/s`),
    ],
  };
}

function details(gpu, tree) {
  const generation = metric(gpu, 'pcie_link_generation');
  const width = metric(gpu, 'pcie_link_width');
  const link = [known(generation) ? `generation ${generation}` : '', known(width) ? `×${width}` : ''].join(' ').trim();
  return {
    key: gpu.uuid,
    mark: mark(gpu),
    cells: [
      `GPU ${gpu.index}`,
      known(gpu.problem) ? `${gpu.name} (${gpu.problem})` : gpu.name,
      text(tree.driver),
      text(gpu.compute_capability),
      text(link),
      mib(metric(gpu, 'memory_total_bytes')),
      mib(metric(gpu, 'memory_used_bytes')),
      mib(metric(gpu, 'memory_free_bytes')),
    ],
  };
}

function gpuProcess(gpu, process) {
  return {
    key: `${gpu.uuid} ${process.pid} ${process.type}`,
    cells: [
      text(process.name),
      String(process.pid),
      `GPU ${gpu.index}`,
      text(process.user),
      mib(process.memory_bytes),
      percent(process.utilization_ratio),
      process.type,
    ],
  };
}

function showSystem(tree) {
  showCpu(tree.cpu);
  const { memory, swap } = tree;
  const share = (part, all, ratio) => `${gib(part)}${known(ratio) && all > 0 ? `, ${percent(ratio)}` : ''}`;
  facts('memory-facts', [
    [memory.limited ? 'Memory (limited)' : 'Memory', gib(memory.total_bytes)],
    ['Used', share(memory.used_bytes, memory.total_bytes, memory.used_ratio)],
    ['Free', gib(memory.free_bytes)],
    ['Available', gib(memory.available_bytes)],
    ['Swap', gib(swap.total_bytes)],
    ['Swap used', share(swap.used_bytes, swap.total_bytes, swap.used_ratio)],
  ]);
  fill('disk-table', tree.disks.map(disk), 'No disk was found.');
  fill('container-table', tree.containers.list.map(container), tree.containers.reason ?? 'There is no container.');
  fill('network-table', tree.network.map(network), 'No physical interface was found.');
  fill('process-table', tree.processes.map(process), DASH);
  const { system } = tree;
  facts('system-facts', [
    ['Host', text(system.hostname)],
    ['System', text(system.os)],
    ['Kernel', text(system.kernel)],
    ['Uptime', duration(system.uptime_seconds)],
    ['Booted', moment(system.boot_time)],
  ]);
}

function showCpu(cpu) {
  facts('cpu-facts', [
    ['Model', text(cpu.model)],
    ['Cores', `${cpu.cores_physical} physical, ${cpu.cores_logical} logical`],
    ['Limit', words(cpu.limit_cores, cores => `${significant(cores)} cores`)],
    ['Frequency', `${megahertz(cpu.frequency_hertz)} of ${megahertz(cpu.frequency_max_hertz)}`],
    ['Use', percent(cpu.usage_ratio)],
    ['Temperature', celsius(cpu.temperature_celsius)],
    ['Load, 1, 5 and 15 min', text(cpu.load.map(load => load.toFixed(2)).join(', '))],
  ]);
  const list = at('cores');
  resize(list, cpu.core_usage_ratio.length, coreItem);
  cpu.core_usage_ratio.forEach((ratio, i) => {
    const [number, bar, share] = list.children[i].children;
    say(number, String(i));
    bar.firstElementChild.style.width = percent(ratio).replace(' ', '');
    say(share, percent(ratio));
  });
}

function coreItem() {
  const item = document.createElement('li');
  const spans = ['number', 'bar', 'share'].map(name => {
    const span = document.createElement('span');
    span.className = name;
    return span;
  });
  spans[1].append(document.createElement('span'));
  spans[1].firstElementChild.className = 'fill';
  item.append(...spans);
  return item;
}

const disk = it => ({
  key: it.mount,
  cells: [it.mount, text(it.device), text(it.type), gib(it.total_bytes), gib(it.used_bytes), gib(it.free_bytes), percent(it.used_ratio)],
});

const container = it => ({
  key: it.name,
  cells: [
    it.name, text(it.image), text(it.status), percent(it.cpu_ratio), mib(it.memory_bytes),
    mib(it.memory_limit_bytes), text(it.ports), text(it.uptime),
  ],
});

const network = it => ({
  key: it.interface,
  cells: [
    it.interface, text(it.addresses.join(', ')), text(it.mac), words(it.up, up => (up ? 'up' : 'down')),
    mib(it.sent_bytes), mib(it.received_bytes), whole(it.sent_packets), whole(it.received_packets),
  ],
});

const process = it => ({
  key: it.pid,
  cells: [
    text(it.name), String(it.pid), text(it.user), percent(it.cpu_ratio), percent(it.memory_ratio),
    mib(it.memory_bytes), text(it.status), text(it.command),
  ],
});

function showActivity(tree) {
  fill('runs-table', tree.runs.map(run), 'There has been no training run yet: Cellwatch.training("name") starts one.');
  fill('alerts-table', tree.alerts.map(alert), 'Nothing is the matter.');
  fill('log-table', tree.log.slice(0, 20).map(logged), 'Nothing has been logged yet.');
}

function run(it) {
  const epoch = known(it.epoch) ? `epoch ${it.epoch}${known(it.epochs) ? ` of ${it.epochs}` : ''}` : '';
  const state = [it.over ? 'over' : epoch === '' ? 'goes on' : '', epoch, ...it.problems].filter(part => part !== '');
  return {
    key: it.id,
    cells: [
      it.name, moment(it.began), state.join(', '), duration(it.seconds), whole(it.steps),
      significant(it.loss), significant(it.validation_loss), words(it.samples_per_second, whole),
    ],
  };
}

const alert = it => ({
  key: `${it.name} ${it.subject}`,
  mark: it.severity,
  cells: [it.name, `${it.severity}, ${it.priority}`, text(it.subject), it.sentence, it.firing ? 'firing' : 'begins'],
});

const logged = it => ({
  key: `${it.timestamp} ${it.span_id} ${it.component} ${it.message}`,
  cells: [
    moment(it.timestamp), it.level, text(it.component), text(it.message),
    text([it.duration, ...Object.entries(it.metadata).map(([key, value]) => `${key}=${plain(value)}`)].filter(known).join(' ')),
  ],
});

const plain = value => (typeof value === 'string' ? value : JSON.stringify(value));

function showErrors(tree) {
  fill(
    'error-table',
    tree.errors.slice(0, 20).map((it, i) => ({ key: `${it.timestamp} ${i}`, cells: [moment(it.timestamp), it.source, it.message] })),
    'Nothing went wrong.',
  );
}

function showLive(tree) {
  fill('live-table', tree.live.map(it => ({ key: it.id, cells: [it.name, it.left, stopButton(it)] })), 'No live plot runs.');
}

function stopButton(plot) {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.key = plot.id;
  button.textContent = 'Stop';
  button.setAttribute('aria-label', `Stop ${plot.name}`);
  button.addEventListener('click', () => stop(plot));
  return button;
}

/** Works while a cell runs, behind which a magic would have to wait. */
async function stop(plot) {
  try {
    const answer = await fetch(`${API}live/stop?id=${plot.id}`, { method: 'POST' });
    if (!answer.ok) throw new Error(await answer.text());
    showLive(await answer.json());
    say(at('live-said'), `Stopped: ${plot.name}.`);
    at('live-title').focus();
  } catch (failed) {
    say(at('live-said'), `${plot.name} could not be stopped: ${failed.message}`);
  }
}

function showKernel(labels) {
  at('notebook').textContent = [labels.notebook, labels.host].filter(known).join(' on ');
  document.title = `${labels.notebook ?? ''} · Cellwatch`;
}

// ---- how it comes here

let lastAnswer = new Date();
let refused = false;
let streaming = false;

function tellState(answered) {
  if (answered) lastAnswer = new Date();
  const status = at('status');
  status.className = streaming ? '' : answered ? 'polling' : 'silent';
  if (streaming) say(status, 'live');
  else if (answered) say(status, 'polling');
  else if (refused) say(status, 'this link has ended; %metrics in the notebook shows a new one');
  else say(status, `no answer since ${clock(lastAnswer)}`);
}

async function load(path, show) {
  const shown = document.querySelectorAll(`[data-from="${path.split('/')[0]}"]`);
  try {
    const answer = await fetch(API + path, { signal: AbortSignal.timeout(15000) });
    refused = answer.status === 401;
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
    shown.forEach(section => section.classList.remove('stale'));
    return true;
  } catch {
    shown.forEach(section => section.classList.add('stale'));
    return false;
  }
}

const tables = { system: showSystem, activity: showActivity, errors: showErrors, live: showLive };
const asking = new Set();

/** Asks again, unless the answer to the last time is still on its way. */
async function ask(path, show) {
  if (asking.has(path)) return undefined;
  asking.add(path);
  try {
    return await load(path, show);
  } finally {
    asking.delete(path);
  }
}

function refresh() {
  if (document.hidden) return;
  Object.entries(tables).forEach(([path, show]) => ask(path, show));
  if (!streaming) poll();
}

async function poll() {
  const answered = await ask('gpu', showGpus);
  if (!streaming && answered !== undefined) tellState(answered);
}

let source = null;
let silence = 0;

/** Opens the stream; what is polled goes on until the first event has come. */
function listen() {
  source?.close();
  source = new EventSource(`${API}gpu/stream`);
  source.onmessage = event => {
    const first = !streaming;
    streaming = true;
    clearTimeout(silence);
    silence = setTimeout(lose, SILENCE_MILLIS);
    document.querySelectorAll('[data-from="gpu"]').forEach(section => section.classList.remove('stale'));
    showGpus(JSON.parse(event.data));
    tellState(true);
    if (first) ask('gpu/history', history => past.take(history));
  };
  source.onerror = lose;
}

function lose() {
  source?.close();
  source = null;
  clearTimeout(silence);
  if (streaming) {
    streaming = false;
    refresh();
  }
}

function retry() {
  if (!streaming && !document.hidden) listen();
}

let leaving = 0;

document.addEventListener('visibilitychange', () => {
  clearTimeout(leaving);
  if (document.hidden) {
    leaving = setTimeout(lose, HIDDEN_MILLIS);
  } else {
    refresh();
    retry();
    ask('gpu/history', history => past.take(history));
  }
});

async function begin() {
  load('kernel', showKernel);
  await load('gpu/history', history => past.take(history));
  refresh();
  listen();
  setInterval(refresh, POLL_MILLIS);
  setInterval(retry, RETRY_MILLIS);
}

begin();
