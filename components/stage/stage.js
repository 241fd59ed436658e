// The stage: joins the places that Streamlit mounts on a page to one player. Each place calls `show` when it or its data is new.

import { Bar } from "./bar.js";
import { BatchesView, PrintedView } from "./batches.js";
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
import { Questions } from "./questions.js";
import { Silent } from "./silent.js";
import { Sliders } from "./sliders.js";
import { TensorsView } from "./tensors.js";
import { themeAt } from "./theme.js";
import { Tries } from "./tries.js";
import { TriedView, TwinsView } from "./twins.js";
import { WiringView } from "./wiring.js";
import { RegionView, TwoWaysView } from "./using.js";

/** What takes the visitor's hand: `new Control(host, player, data, turn)`, where `turn({field: value})` tells Python. */
const CONTROLS = { rate: RateKnob, box: ExpressionBox, sliders: Sliders, silent: Silent, tries: Tries, number: NumberBox };

/** What draws a picture, by its view: `new View(host, name, player)`; "plots" is drawn by PictureView, with Plotly. */
const VIEWS = { tensors: TensorsView, brackets: BracketsView, graph: GraphView, memory: MemoryView, twins: TwinsView, tried: TriedView, network: NetworkView, batches: BatchesView, printed: PrintedView, code_pair: CodePairView, new_region: RegionView, two_ways: TwoWaysView, crop_table: CropTable, equations: EquationsView, loss_steps: LossSteps, plane: PlaneView, prediction_cells: CellsView, wiring: WiringView };

/** On a low screen (a phone held sideways, a large zoom) the menu would take a third of it: there it begins closed. */
if (matchMedia("(max-height: 520px)").matches) {
  document.querySelector("[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarCollapseButton] button")?.click();
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

const SHEETS = ["stage", "tensors", "graph", "memory", "network", "questions", "batches", "using", "crops", "wiring", "number"];

function styleSheets() {
  if (document.querySelector("link[data-stage]")) return;
  for (const name of SHEETS) {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(`${name}.css`, import.meta.url) });
    link.dataset.stage = "";
    document.head.append(link);
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
    place = { page: data.page.id, host: parentElement.querySelector(".stage-place"), views: [] };
    places.set(key, place);
    build(place, component, data, player);
  }
  place.component = component;
  const theme = themeAt(place.host);
  setRoles(place.host, theme);
  for (const view of place.views) view.refresh?.(data);
  if (data.run) player.configure(data.run, data.run.reel);
}

function build(place, component, data, player) {
  const turn = (fields) => {
    player.note(fields);
    place.component.setTriggerValue("turned", fields);
  };
  if (data.place === "bar") {
    place.views = [new Bar(place.host, player)];
    player.askPython = (question) => place.component.setStateValue("film", question);
  } else if (data.place === "questions") {
    place.views = [new Questions(place.host, player, data)];
  } else if (data.place in CONTROLS) {
    place.views = [new CONTROLS[data.place](place.host, player.reading(data.run?.reel), data, turn)];
  } else {
    const slots = data.pictures.map(({ name, view, reel }, i) => ({
      name,
      View: VIEWS[view],
      reading: player.reading(reel),
      host: element("div", { class: "stage-slot", "data-picture": name, style: `--share: ${data.shares[i]}` }),
    }));
    place.host.append(element("div", { class: "stage-row" }, ...slots.map(({ host }) => host)));
    place.views = slots.flatMap(({ name, View, reading, host }) => (View ? [new View(host, name, reading, data, turn)] : []));
    const plots = slots.filter(({ View }) => !View);
    if (plots.length === 0) return;
    loadPlotly(new URL("plotly.min.js", import.meta.url)).then(
      (library) => {
        if (places.get(component.key) !== place) return;
        place.views.push(...plots.map(({ name, reading, host }) => new PictureView(host, name, reading, library)));
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
  for (const view of place.views) view.dispose();
  place.host.replaceChildren();
  for (const [id, player] of players) if (player.disposed) players.delete(id);
}
