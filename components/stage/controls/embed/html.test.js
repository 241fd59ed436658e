import assert from "node:assert/strict";
import { test } from "node:test";
import { embedded, heightFor, htmlFor, whole } from "./html.js";

const LINK = "https://viz.example/loss?lr=0.1&t=5";

test("a picture alone has an address, which leads back to its page", () => {
  assert.equal(embedded(LINK, "loss_curve"), `${LINK}&embed=true&picture=loss_curve`);
  assert.equal(embedded(LINK, ""), `${LINK}&embed=true`);
  assert.equal(whole(`${LINK}&embed=true&embed_options=dark_theme&embed_options=show_padding&picture=x`), LINK);
});

test("the HTML has the address, the title, the size and the way to the whole", () => {
  const told = { src: embedded(LINK, "loss_curve"), link: LINK, page: "The loss", width: 640 };
  const title = 'Loss "<now>": The loss';
  const html = htmlFor({ ...told, title, heights: new Map([[480, 390], [640, 460]]) }); // prettier-ignore
  const escaped = LINK.replace("&", "&amp;");
  assert.deepEqual(html.split("\n"), [
    "<!-- Right sizes: 480 px wide, 390 px high; 640 px wide, 460 px high. -->",
    `<iframe src="${escaped}&amp;embed=true&amp;picture=loss_curve" title="Loss &quot;&lt;now>&quot;: The loss" width="640" height="460" style="border: 0; max-width: 100%" loading="lazy" allow="clipboard-write; fullscreen"></iframe>`,
    `<p><a href="${escaped}">The loss</a></p>`,
  ]);
  const page = htmlFor({ ...told, src: embedded(LINK, ""), title: "The loss", heights: new Map() });
  assert.match(page, /^<iframe .* width="640" height="800" /);
});

test("a picture is as high as it needs to be", () => {
  assert.deepEqual([heightFor(360), heightFor(800), heightFor(800, 633), heightFor(800, 0, 1.5)], [350, 520, 640, 780]);
});
