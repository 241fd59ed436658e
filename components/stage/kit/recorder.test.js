import assert from "node:assert/strict";
import { test } from "node:test";
import "../../../tests/node/page.js";
import { Canvas } from "./canvas.js";
import { recorded, Recorder } from "./recorder.js";

const pen = {
  textBaseline: "top",
  measureText: () => ({ width: 30, fontBoundingBoxAscent: ASCENT[pen.textBaseline] }),
};
const ASCENT = { alphabetic: 12, middle: 7, top: 0 };

function drawing(draw, others = new Map()) {
  let made = 0;
  const recorder = new Recorder(pen, { width: 100, height: 50 }, others, () => `n${(made += 1)}`);
  draw(recorder);
  return recorder.markup;
}

test("lines and areas are written down with their colours", () => {
  const markup = drawing((context) => {
    context.strokeStyle = "rgba(20,30,45,0.5)";
    context.globalAlpha = 0.5;
    context.lineWidth = 2;
    context.setLineDash([4, 2]);
    context.beginPath();
    context.moveTo(1, 2);
    context.lineTo(3.14159, 4);
    context.stroke();
    context.fillStyle = "#0072b2";
    context.globalAlpha = 1;
    context.fillRect(0, 0, 10, 5);
  });
  assert.equal(
    markup,
    '<path d="M1 2L3.14 4" fill="none" stroke="#141e2d" stroke-opacity="0.25" stroke-width="2" stroke-dasharray="4 2"/>' +
      '<path d="M0 0L10 0L10 5L0 5Z" fill="#0072b2"/>',
  );
});

test("what was saved comes back, and areas are cut within each other", () => {
  const markup = drawing((context) => {
    for (const size of [50, 20]) {
      context.save();
      context.beginPath();
      context.rect(0, 0, size, size);
      context.clip();
    }
    context.fillStyle = "#ff0000";
    context.fillRect(0, 0, 1, 1);
    context.restore();
    context.restore();
    context.fillRect(0, 0, 1, 1);
  });
  const square = (size) => `<path d="M0 0L${size} 0L${size} ${size}L0 ${size}Z"/>`;
  assert.equal(
    markup,
    `<clipPath id="n1">${square(50)}</clipPath><clipPath id="n2" clip-path="url(#n1)">${square(20)}</clipPath>` +
      '<path d="M0 0L1 0L1 1L0 1Z" fill="#ff0000" clip-path="url(#n2)"/><path d="M0 0L1 0L1 1L0 1Z" fill="#000000"/>',
  );
});

test("letters stand where the canvas has them, and are only letters", () => {
  const markup = drawing((context) => {
    context.font = '600 13px "Source Sans", sans-serif';
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText('<b> & "x"', 10, 20);
    context.translate(5, 10);
    context.rotate(-Math.PI / 2);
    context.fillText("loss", 0, 0);
  });
  const font = `font-family="'Source Sans', sans-serif" font-size="13" font-weight="600" text-anchor="middle" fill="#000000"`;
  assert.equal(
    markup,
    `<text x="10" y="25" ${font}>&lt;b&gt; &amp; &quot;x&quot;</text>` +
      `<text x="0" y="5" transform="matrix(0 -1 1 0 5 10)" ${font}>loss</text>`,
  );
  assert.equal(pen.textBaseline, "top");
});

test("a disc is two halves, and turns with the plane", () => {
  const markup = drawing((context) => {
    context.translate(10, 0);
    context.beginPath();
    context.arc(0, 0, 5, 0, 2 * Math.PI);
    context.fill();
  });
  assert.equal(markup, '<path d="M15 0A5 5 0 0 1 5 0A5 5 0 0 1 15 0" fill="#000000"/>');
});

test("a part of a circle ends where it should, either way round", () => {
  const end = (from, to, back) => {
    const found = drawing((context) => {
      context.beginPath();
      context.arc(0, 0, 10, from, to, back);
      context.stroke();
    });
    return found.match(/([\d.-]+ [\d.-]+)" fill/)[1];
  };
  assert.equal(end(0, Math.PI / 2), "0 10");
  assert.equal(end(0, -Math.PI / 2), "0 -10");
  assert.equal(end(0, -Math.PI / 2, true), "0 -10");
  assert.equal(end(Math.PI, 0, true), "10 0");
});

test("what was drawn on one canvas comes along where that is drawn on another; then the screen is drawn as before", () => {
  globalThis.devicePixelRatio = 1;
  const [back, front] = [new Canvas(), new Canvas()];
  back.fit(40, 30);
  front.fit(40, 30);
  for (const { own } of [back, front]) Object.assign(own, { fillRect() {}, drawImage() {} });
  const drawn = [];
  const found = recorded(
    () => {
      back.pen().fillRect(0, 0, 4, 3);
      front.pen();
      front.context.drawImage(back.node, 0, 0, 40, 30);
      drawn.push(front.context === front.own, Canvas.takes);
    },
    () => "n",
  );
  assert.equal(
    found.get(front.node).markup,
    '<svg x="0" y="0" width="40" height="30" preserveAspectRatio="none" viewBox="0 0 40 30">' +
      '<path d="M0 0L4 0L4 3L0 3Z" fill="#000000"/></svg>',
  );
  assert.deepEqual(drawn, [false, 1, true, 2]);
  assert.equal(Canvas.recording, null);
});

test("a picture that cannot be drawn leaves the screen as it was", () => {
  assert.throws(
    () =>
      recorded(
        () => JSON.parse("no"),
        () => "n",
      ),
    SyntaxError,
  );
  assert.equal(Canvas.recording, null);
});
