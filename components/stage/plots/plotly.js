// Plotly.js, loaded when the first picture needs it.

/** @type {Promise<any> | undefined} */
let loading;

/** The library, once for all pages, which a page may bring along itself; refused if it cannot be had, and then tried again by whoever asks next. */
export function plotly() {
  if ("Plotly" in globalThis) return Promise.resolve(/** @type {any} */ (globalThis).Plotly);
  loading ??= new Promise((resolve, reject) => {
    const src = String(new URL("../../plotly.min.js", import.meta.url));
    const onload = () => resolve(/** @type {any} */ (globalThis).Plotly);
    const onerror = () => {
      loading = undefined;
      reject(new Error("Plotly.js could not be loaded."));
    };
    document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror }));
  });
  return loading;
}
