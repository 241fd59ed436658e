import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";

const { themed } = await import("../../components/stage/kit/theme.js");

const theme = (scale) => ({
  scale,
  roles: { loss: "#d55e00" },
  text: "black",
  font: "serif",
  grid: "grey",
  axis: "grey",
});
const figure = {
  data: [{ marker: { size: 10, color: "role:loss" }, textfont: { size: 10 } }],
  layout: {
    margin: { l: 40, r: 10 },
    xaxis: { title: { text: "epoch", standoff: 3, font: { size: 13 } }, tickfont: { size: 12 }, range: [0, 10] },
    annotations: [{ text: "limit", x: 10, xshift: 6, font: { size: 12, color: "role:loss" } }],
  },
};

test("letters of a figure grow with the theme, and so does the room around the plot; nothing else does", () => {
  const before = structuredClone(figure);
  const { data, layout } = themed(figure, theme(2));
  assert.deepEqual(data, [{ marker: { size: 10, color: "#d55e00" }, textfont: { size: 20 } }]);
  assert.deepEqual(layout.margin, { l: 80, r: 20 });
  assert.deepEqual(layout.xaxis.title, { text: "epoch", standoff: 6, font: { size: 26 } });
  assert.deepEqual([layout.xaxis.tickfont.size, layout.xaxis.range, layout.font.size], [24, [0, 10], 26]);
  assert.deepEqual(layout.annotations, [{ text: "limit", x: 10, xshift: 12, font: { size: 24, color: "#d55e00" } }]);
  assert.deepEqual(figure, before);
});

test("they are as Python wrote them where the theme asks for no more", () => {
  const { layout } = themed(figure, theme(1));
  assert.deepEqual([layout.margin, layout.xaxis.tickfont, layout.font.size], [figure.layout.margin, { size: 12 }, 13]);
});
