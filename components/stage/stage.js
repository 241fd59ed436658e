// The stage: joins the places that Streamlit mounts on a page to one player. Each place calls `show` when it or its data is new.

import { Bar } from "./bar.js";
import { BatchesView } from "./batches.js";
import { ExpressionBox } from "./box.js";
import { BracketsView } from "./brackets.js";
import { CellsView } from "./cells.js";
import { CropTable } from "./crop_table.js";
import { element } from "./dom.js";
import { EquationsView } from "./equations.js";
import { GraphView } from "./graph.js";
import { RateKnob } from "./knob.js";
import { LossSteps } from "./loss_steps.js";
import { MemoryView } from "./memory.js";
import { NetworkView } from "./network.js";
import { NumberBox } from "./number_box.js";
import { PictureView } from "./picture.js";
import { CodePairView } from "./pair.js";
import { PlaneView } from "./plane.js";
import { Player } from "./player.js";
import { PrintedView } from "./printed.js";
import { Questions } from "./questions.js";
import { Silent } from "./silent.js";
import { Sliders } from "./sliders.js";
import { TensorsView } from "./tensors.js";
import { themeAt } from "./theme.js";
import { Tries } from "./tries.js";
import { TriedView, TwinsView } from "./twins.js";
import { TwoWaysView } from "./ways.js";
import { WiringView } from "./wiring.js";
import { RegionView } from "./region.js";

/** What takes the visitor's hand: `new Control(host, player, data, turn)`, where `turn({field: value})` tells Python. */
const CONTROLS = {
  rate: RateKnob,
  box: ExpressionBox,
  sliders: Sliders,
  silent: Silent,
  tries: Tries,
  number: NumberBox,
};

/** What draws a picture, by its view (view.js); "plots" is drawn by PictureView, with Plotly. */
const VIEWS = {
  batches: BatchesView,
  brackets: BracketsView,
  code_pair: CodePairView,
  crop_table: CropTable,
  equations: EquationsView,
  graph: GraphView,
  loss_steps: LossSteps,
  memory: MemoryView,
  network: NetworkView,
  new_region: RegionView,
  plane: PlaneView,
  prediction_cells: CellsView,
  printed: PrintedView,
  tensors: TensorsView,
  tried: TriedView,
  twins: TwinsView,
  two_ways: TwoWaysView,
  wiring: WiringView,
};

/** On a low screen (a phone held sideways, a large zoom) the menu would take a third of it: there it begins closed. */
if (matchMedia("(max-height: 520px)").matches) {
  document
    .querySelector("[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarCollapseButton] button")
    ?.click();
}

const players = new Map(); // by page
const places = new Map(); // by the component's key
let plotly;

/** Plotly.js, loaded once for all pages. */
function loadPlotly(address) {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      plotly = undefined;
      reject(new Error("The drawing library could not be loaded."));
    };
    document.head.append(script);
  });
  return plotly;
}

const SHEETS = [
  "stage",
  "tensors",
  "graph",
  "memory",
  "network",
  "questions",
  "batches",
  "using",
  "crops",
  "wiring",
  "number",
];

function styleSheets() {
  if (document.querySelector("link[data-stage]")) return;
  for (const name of SHEETS) {
    document.head.append(
      element("link", { rel: "stylesheet", href: new URL(`${name}.css`, import.meta.url), "data-stage": true }),
    );
  }
}

function playerOf(page, base) {
  let player = players.get(page.id);
  if (!player || player.disposed) players.set(page.id, (player = new Player(base, page)));
  return player;
}

export function show(component, base) {
  const { key, parentElement } = component;
  if (component.data instanceof Uint8Array) return deliver(component.data);
  const [data] = component.data;
  styleSheets();
  let place = places.get(key);
  if (place && (place.page !== data.page.id || !place.host.isConnected)) {
    remove(key);
    place = undefined;
  }
  const player = playerOf(data.page, base);
  if (!place) {
    place = { page: data.page.id, host: parentElement.querySelector(".stage-place"), player, views: [] };
    places.set(key, place);
    build(place, component, data);
  }
  place.component = component;
  const theme = themeAt(place.host);
  setRoles(place.host, theme);
  for (const view of place.views) view.refresh?.(data);
  if (data.run) player.configure(data.run, data.run.reel);
}

/** What is in a place hears of its player's films and moments from the first on. */
function join(place, view, reading = place.player.reading()) {
  place.views.push(view);
  reading.add(view);
}

function build(place, component, data) {
  const { host, player } = place;
  const turn = (fields) => {
    player.note(fields);
    place.component.setTriggerValue("turned", fields);
  };
  if (data.place === "bar") {
    join(place, new Bar(host, player.reading()));
    player.askPython = (question) => place.component.setStateValue("film", question);
  } else if (data.place === "questions") {
    join(place, new Questions(host, player.reading(), data));
  } else if (data.place in CONTROLS) {
    const reading = player.reading(data.run?.reel);
    join(place, new CONTROLS[data.place](host, reading, data, turn), reading);
  } else {
    const slots = data.pictures.map(({ name, view, reel }, i) => {
      const slot = element("div", { class: "stage-slot", "data-picture": name, style: `--share: ${data.shares[i]}` });
      return { view, given: { host: slot, name, player: player.reading(reel), data, turn } };
    });
    host.append(element("div", { class: "stage-row" }, ...slots.map(({ given }) => given.host)));
    for (const { view, given } of slots) if (view in VIEWS) join(place, new VIEWS[view](given), given.player);
    const plots = slots.filter(({ view }) => !(view in VIEWS));
    if (plots.length === 0) return;
    loadPlotly(new URL("plotly.min.js", import.meta.url)).then(
      (plotly) => {
        if (places.get(component.key) !== place) return;
        for (const { given } of plots) join(place, new PictureView({ ...given, plotly }), given.player);
      },
      (error) => player.say(error.message),
    );
  }
}

/** One role, one colour: as CSS variables for tables, code and words. */
function setRoles(host, theme) {
  document.documentElement.style.setProperty("--stage-page", theme.background);
  host.classList.toggle("stage-dark", theme.dark);
  for (const [role, colour] of Object.entries(theme.roles)) host.style.setProperty(`--role-${role}`, colour);
  for (const [role, colour] of Object.entries(theme.words)) host.style.setProperty(`--text-${role}`, colour);
}

/** A film by way of Python, for hosts without our route: the line that was asked, and the answer. */
function deliver(bytes) {
  const end = bytes.indexOf(10);
  const question = new TextDecoder().decode(bytes.subarray(0, end));
  for (const player of players.values()) player.deliver(question, bytes.subarray(end + 1));
}

export function remove(key) {
  const place = places.get(key);
  if (!place) return;
  places.delete(key);
  for (const view of place.views) {
    view.dispose?.();
    place.player.remove(view);
  }
  place.host.replaceChildren();
  for (const [id, player] of players) if (player.disposed) players.delete(id);
}
