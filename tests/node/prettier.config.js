// How JavaScript is laid out: as ruff lays out Python.
export default { printWidth: 120, objectWrap: "collapse" };
