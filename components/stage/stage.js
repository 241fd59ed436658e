// The stage: joins the places that Streamlit mounts on a page to one player. Each place calls `show` when it or its data is new.

import { Bar } from "./bar.js";
import { element } from "./dom.js";
import { RateKnob } from "./knob.js";
import { PictureView } from "./picture.js";
import { Player } from "./player.js";
import { themeAt } from "./theme.js";

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

function styleSheet(href) {
  if (document.querySelector("link[data-stage]")) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  link.dataset.stage = "";
  document.head.append(link);
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
  styleSheet(new URL("stage.css", import.meta.url));
  let place = places.get(key);
  if (place && (place.page !== data.page.id || !place.host.isConnected)) {
    remove(key);
    place = undefined;
  }
  const player = playerOf(data.page, base);
  if (!place) {
    place = { page: data.page.id, host: parentElement.querySelector(".stage-place"), views: [] };
    places.set(key, place);
    build(place, component, data, player, base);
  }
  place.component = component;
  const theme = themeAt(place.host);
  setRoles(place.host, theme);
  for (const view of place.views) view.refresh?.(data);
  if (data.run) player.configure(data.run);
}

function build(place, component, data, player, base) {
  if (data.place === "bar") {
    place.views = [new Bar(place.host, player)];
    player.loader.askPython = (query) => place.component.setStateValue("film", query);
  } else if (data.place === "knob") {
    place.views = [new RateKnob(place.host, player, data, (lr) => place.component.setTriggerValue("lr", lr))];
  } else {
    const hosts = data.names.map((name, i) => element("div", { class: "stage-slot", "data-picture": name, style: `--share: ${data.shares[i]}` }));
    place.host.append(element("div", { class: "stage-row" }, ...hosts));
    loadPlotly(new URL("plotly.min.js", import.meta.url)).then(
      (library) => {
        if (places.get(component.key) !== place) return;
        place.views = data.names.map((name, i) => new PictureView(hosts[i], name, player, library));
      },
      (error) => player.say(error.message),
    );
  }
}

/** One role, one colour: as CSS variables for tables, code and words. */
function setRoles(host, theme) {
  host.classList.toggle("stage-dark", theme.dark);
  for (const [role, colour] of Object.entries(theme.roles)) host.style.setProperty(`--role-${role}`, colour);
}

/** A film by way of Python, for hosts without our route. */
function deliver(bytes) {
  for (const player of players.values()) player.loader.deliver(bytes);
}

export function remove(key) {
  const place = places.get(key);
  if (!place) return;
  places.delete(key);
  for (const view of place.views) view.dispose();
  place.host.replaceChildren();
  for (const [id, player] of players) if (player.disposed) players.delete(id);
}
