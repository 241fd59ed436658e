// What films say. Written by `python3 -m tests.typedefs`: change the types in Python, not these.

/**
 * How far the losses of the two programs are apart, in the run's own precision: a film has float32 only.
 *
 * `compared` counts the kept updates that both have made, as long as their losses are numbers, `equal` those of them
 * whose losses are the same to the last bit; `largest` is the largest relative difference.
 */
export interface Apart {
  compared: number;
  equal: number;
  largest: number;
}

/** One array of a film: `time` is the axis that is time, or null. */
export interface ArrayHead {
  name: string;
  dtype: "float32" | "float64" | "int32" | "uint8";
  shape: number[];
  time: 0 | null;
}

/**
 * The rows, none where they are too many for a card each, and `all` counts them; how many a batch has, and whether
 * they are dealt anew every epoch.
 */
export interface Batches {
  rows: Row[];
  all: number;
  size: number;
  dealt: boolean;
}

/** Dots on a history of y over x, at frame `first` and every `each` frames on: those to come are faint. */
export interface Beads {
  kind: "beads";
  role: Role;
  phase?: string;
  x: Source;
  y: Source;
  first: number;
  each: number;
}

/**
 * What happens between two frames: how many seconds it takes at speed 1, and how many parts it has to stop at.
 *
 * `caption` says it in words, for the transport bar; `code` is the line of the visitor's that does it.
 */
export interface Beat {
  seconds: number;
  parts: number;
  caption: string;
  code: string;
}

/** What the film of a demonstration says. */
export interface BeatsHeader {
  from: number;
  count: number;
  query: string;
  done: boolean;
  frames: number;
  stride: number;
  updates: number;
  updates_per_epoch: number;
  phases: string[];
  notes: string[];
  left_float_range: number | null;
  pictures: Record<string, any>;
  summary: string;
  refused?: Refused;
  noted?: Note[];
  random?: boolean;
  beats: Beat[];
}

/**
 * A piece of memory that holds the four numbers: which of "a" and "t" read it, the last four digits of each
 * number's address, its bytes in hexadecimal, and the numbers they mean.
 */
export interface Block {
  owners: string;
  addresses: string[];
  bytes: string[][];
  values: string[];
}

/** Nested lists as text, with what they are if they are not ragged; without any, `text` is null. */
export interface Brackets {
  text: string | null;
  shape: number[] | null;
  beat: number | null;
  dtype: string | null;
  ragged: boolean;
}

/** How a number goes on from another, in a sentence: "falls to 3 512", "rises to 5 031". */
export interface Change {
  change: Source;
  since: Source;
}

/** A program, line by line. */
export interface Code {
  lines: CodeLine[];
}

/** A line of a program, and the phase of an update that it belongs to, where it has one. */
export interface CodeLine {
  text: string;
  phase?: string;
}

/** Both programs, and which of them is the run's; `apart` where the run is one that both can be. */
export interface CodePair {
  mine: "scratch" | "built-in";
  possible: boolean;
  apart: Apart | null;
  programs: Program[];
}

/**
 * A column of a table: a row shows its column of the film's array `array`, times `times`; lit in `phase`, if any.
 *
 * One that is `zeroed` shows 0 from the phase "zero" on, and one with a word for `nothing` that word for nan.
 */
export interface Column {
  title: string;
  array: string;
  role: Role;
  phase?: string;
  times: number;
  zeroed: boolean;
  nothing?: string;
}

/**
 * The optimizer's name, whether it moves by exactly the learning rate times the gradient (`plain`), and whether it
 * remembers gradients (`velocity`) and their squares (`squares`).
 */
export interface Contours {
  optimizer: string;
  plain: boolean;
  velocity: boolean;
  squares: boolean;
}

/**
 * Whether the optimizer moves by exactly the learning rate times the gradient (`plain`): then the step lies in the
 * cut.
 */
export interface Cut {
  plain: boolean;
}

/**
 * What a row and each column is called, with units; what is said of the table; how many rows there are, and their
 * names, if they have any; the packed table, or, where that is too long for a link, its key; how long that may be, how
 * many rows a table may have, and the largest number of a cell.
 */
export interface DataTable {
  row: string;
  said: string;
  names: string[];
  count: number;
  inputs: string[];
  units: string[];
  targets: string[];
  target_units: string[];
  packed: string;
  longest: number;
  fewest: number;
  most: number;
  largest: number;
}

/**
 * What the film of a ball on a surface says of it. `surface` is the address of the film of what it rolls on, `unit`
 * what an update is called, `settings` are its fields in words.
 *
 * `local` is the learning rate times the largest curvature from which on such an optimizer does not come to rest, or
 * null. `limits` are there for a bowl that is the same everywhere. `refused` says why there is no ball.
 */
export interface DescentHeader {
  from: number;
  count: number;
  query: string;
  done: boolean;
  frames: number;
  stride: number;
  updates: number;
  updates_per_epoch: number;
  phases: string[];
  notes: string[];
  left_float_range: number | null;
  pictures: Record<string, any>;
  summary: string;
  spec: Record<string, any>;
  settings: Setting[];
  dtype: string;
  device: string;
  unit: string;
  surface: string;
  limits: Limits | null;
  local: number | null;
  refused?: Refused;
}

/** The lines of the run's program. */
export interface Differences {
  program: string[];
}

/** How one element came about, as `Formula` says it; what is empty is left out. */
export interface ElementFormula {
  kind: "copy" | "dot" | "fold" | "call" | "of" | "depends";
  template?: string;
  constants?: Told[];
  data?: number[];
  symbol?: string;
  mean?: boolean;
  skips?: boolean;
  name?: string;
  unproven?: number[];
}

/**
 * Names, units and numbers of the rows that are shown: inputs `x` [M, d], also as the model has `seen` them,
 * targets `y` [M, k]; what a `row` is called; how many rows there are in `all`; the `unit` of all targets, "" where
 * they differ; and whether the model is `linear`.
 */
export interface Equations {
  row: string;
  inputs: string[];
  units: string[];
  targets: string[];
  target_units: string[];
  unit: string;
  rows: string[];
  all: number;
  x: number[][];
  y: number[][];
  seen: number[][];
  linear: boolean;
}

/**
 * A fault: the order of the phases, the lines that stand in those that are miswired ("": none), where one that runs
 * at another time belongs ("": none does), and what is wrong.
 */
export interface Fault {
  phases: string[];
  lines: Record<string, string>;
  place: string;
  what: string;
}

/** What the picture "graph" shows. */
export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  scenes: GraphScene[];
  end: any[][];
  alt: string;
}

/**
 * dict() -> new empty dictionary
 * dict(mapping) -> new dictionary initialized from a mapping object's
 *     (key, value) pairs
 * dict(iterable) -> new dictionary initialized as if via:
 *     d = {}
 *     for k, v in iterable:
 *         d[k] = v
 * dict(**kwargs) -> new dictionary initialized with the name=value pairs
 *     in the keyword argument list.  For example:  dict(one=1, two=2)
 */
export interface GraphEdge {
  from: number;
  to: number;
  slot: number;
  flows: boolean;
  derivative: number | boolean | string | null;
  symbol: string;
  carried: number | boolean | string | null;
}

/** A tensor of the graph; `by` is the derivative of y by it, in letters; `back`: a gradient comes to it. */
export interface GraphNode {
  kind: string;
  name: string;
  sign: string;
  source: string;
  value: number | boolean | string | null;
  by: string;
  requires_grad: boolean;
  functions: string[];
  back: boolean;
  gradient: number | boolean | string | null;
}

/** What happens in a beat. `accumulate` has the gradient of before, what came to it, and what it is now. */
export interface GraphScene {
  kind: "forward" | "seed" | "backward" | "accumulate";
  node: number;
  words: any[][];
  call?: number;
  before?: number | boolean | string | null;
  came?: number | boolean | string | null;
  after?: number | boolean | string | null;
}

/**
 * What a learner may be asked before the run plays: where `value`, called `name`, will be at the end.
 *
 * "{}" in the question becomes the value at the start. `bounds` rise, and are shares of that: option i is right below
 * bounds[i], the last one from the last bound on. Without bounds there are two options, lower and higher.
 */
export interface Guess {
  question: string;
  options: string[];
  name: string;
  value: Value;
  bounds?: number[];
}

/**
 * What is swept, `over`, of the `choices`, each with its name; what its axis is called, whether that is
 * logarithmic, what the limit is called, and which row ends lowest. `refused` says why there are no rows.
 */
export interface HeatMap {
  over: string;
  choices: string[][];
  axis: string;
  log: boolean;
  limit: string;
  rows: HeatRow[];
  best: number | null;
  refused: string | null;
}

/** A run: how its value is called, also in a sentence; its learning rate, its limit, and what a click turns. */
export interface HeatRow {
  name: string;
  said: string;
  lr: number;
  limit: number | null;
  turns: Record<string, any>;
}

/** A slider: `low` and `high` are the ends of what the data have, `start` is where it begins. */
export interface Input {
  from: number;
  to: number;
  step: number;
  name: string;
  unit: string;
  low: number;
  high: number;
  start: number;
}

/** What the picture "integers" shows. */
export interface Integers {
  title: string;
  lines: TriedLine[];
}

/**
 * The model and its rows, as `seen` by it; the `shape` of its loss, which needs no rows, null where it is no bowl;
 * the film's array that holds all weights; their `names`, what they mean, and the range of each, empty for too many;
 * `ways` of looking at all of them, the first of which is shown where the address asks for none. `low` and `high` are
 * the ends of the scale of heights.
 */
export interface Landscape {
  sizes: number[];
  activation: string;
  loss: string;
  seen: number[][];
  y: number[][];
  shape: Shape | null;
  array: string;
  names: string[];
  meanings: string[];
  ranges: number[][];
  ways: Way[];
  low: number;
  high: number;
}

/**
 * What a run's learning rate is measured by, where that is known. What is null has no end.
 *
 * `kind` is of what the limit is exact: of steps with all "rows"; of batches in a fixed "order"; in the mean square,
 * of batches "dealt" anew every epoch, or "drawn" one by one. `direction` gives it, `note` tells it. Where that
 * direction grows too slowly to be seen, one sees the loss diverge from `visible` on. The limits along each weight
 * alone are those of all rows; none with batches.
 */
export interface Limits {
  lr_limit: number;
  kind: "rows" | "order" | "dealt" | "drawn";
  visible: number | null;
  direction: string;
  note: string;
  per_weight_lr_limits: (number | null)[];
  condition: number | null;
  min_mse: number;
  regions: Region[];
}

/** The whole history of y over x: what has been is strong, what will come is faint. */
export interface Line {
  kind: "line";
  role: Role;
  phase?: string;
  x: Source;
  y: Source;
  dashed?: boolean;
}

/** The table, the largest error to be drawn, and whether a penalty is a part of the loss. */
export interface LossSteps {
  row: string;
  inputs: string[];
  units: string[];
  targets: string[];
  target_units: string[];
  unit: string;
  rows: string[];
  all: number;
  x: number[][];
  y: number[][];
  seen: number[][];
  linear: boolean;
  most: number;
  penalised: boolean;
}

/** What the picture "memory" shows: the state at each frame, and the line that leads to the next. */
export interface Memory {
  title: string;
  alt: string;
  edits: string;
  most: number;
  shared: boolean;
  itemsize: number;
  sides: Record<Side, SideKind>;
  lines: MemoryLine[];
  states: State[];
}

/** A line of Python that has run; an edit has its `side`, its `place` 0 to 3, and whether it was `refused`. */
export interface MemoryLine {
  kind: "create" | "bridge" | "edit";
  side: Side;
  place: number | null;
  value: string;
  refused: boolean;
  sentence: string;
}

/**
 * The table, and the network: the units of every layer, `shown` those of them that are drawn; the slope below which
 * an activation is `flat`; and which array of the film has the weights of what is drawn.
 */
export interface Network {
  row: string;
  inputs: string[];
  units: string[];
  targets: string[];
  target_units: string[];
  unit: string;
  rows: string[];
  all: number;
  x: number[][];
  y: number[][];
  seen: number[][];
  linear: boolean;
  sizes: number[];
  shown: number[];
  activation: string;
  flat: number;
  weights: "weights" | "net_weights";
}

/**
 * The sliders, of which those in `front` are seen first, the data, or some of it, `all` counts the rows there are;
 * the best weights of a linear model, and what the browser needs to predict.
 */
export interface NewRegion {
  row: string;
  inputs: Input[];
  front: number[];
  targets: string[];
  target_units: string[];
  all: number;
  rows: Row[];
  optimum: number[];
  sizes: number[];
  activation: string;
}

/** A sentence about an expression that has a value. `fix` is a text near it that does something else, or "". */
export interface Note {
  text: string;
  fix: string;
}

/**
 * How linear axes open up where a diverging run leaves them: about the place x, y, in moves that all panels of a
 * picture make at once. Where x shows s times as much, y shows s ** `power` times as much: 2 keeps a parabola's shape.
 */
export interface Opening {
  x: number;
  y: number;
  power: number;
}

/**
 * What became of the run: the kind, a sentence, PyTorch's own words ("": it said none), and why ("": that is plain
 * to see).
 */
export interface Outcome {
  kind: string;
  words: string;
  error: string;
  why: string;
}

/** What `pack` adds to a header. */
export interface Packed {
  version: number;
  arrays: ArrayHead[];
}

/**
 * One plot: `figure` is Plotly's JSON of what stands still, `tracks` are drawn above it, through its axes.
 *
 * `weight` is the place, in the flat order, of a weight whose dot a hand may drag along x.
 *
 * Where a run leaves axes that stand still: a logarithmic axis of y that `climbs` grows once, to hold the whole run;
 * linear axes with an `opening` open up as the run goes on; else marks become arrows at the edge, and where `beyond`
 * is a unit, the farthest of them says how far away it is.
 */
export interface Panel {
  title: string;
  figure: Record<string, any>;
  tracks: Track[];
  words: (string | Shown | Change)[][];
  weight?: number;
  climbs: boolean;
  opening?: Opening;
  beyond?: string;
}

/** The curve loss + slope * (x - at) + curvature / 2 * (x - at)^2. */
export interface Parabola {
  kind: "parabola";
  role: Role;
  phase?: string;
  at: Source;
  loss: Source;
  slope: Source;
  curvature: number;
}

/** A part of what a call gave: the number of its tensor, and how one of its elements came about. */
export interface Part {
  output: number;
  formula: ElementFormula;
}

/**
 * The table, and the ends of the axes: `low` and `high` [d] of the inputs, `floor` and `top` [k] of the targets.
 * `order` are the inputs that stand on the floor first.
 */
export interface Plane {
  row: string;
  inputs: string[];
  units: string[];
  targets: string[];
  target_units: string[];
  unit: string;
  rows: string[];
  all: number;
  x: number[][];
  y: number[][];
  seen: number[][];
  linear: boolean;
  low: number[];
  high: number[];
  floor: number[];
  top: number[];
  order: number[];
}

/** A dot; `open` ones are rings. */
export interface Point {
  kind: "point";
  role: Role;
  phase?: string;
  x: Source;
  y: Source;
  open: boolean;
}

/**
 * The points `x` [N] and `y` [N, k], their `names` where they have any, and the beginning of their packed table.
 * Those in `held`, by their places, are held out.
 *
 * The model sees `powers` of the input; `sizes` and `activation` are its shape, `best` the weights [P] of the line or
 * the curve with the lowest squared error. A hand may place from `fewest` to `most` points; `many` says why it
 * places none where there are more.
 */
export interface Points {
  head: string;
  row: string;
  names: string[];
  input: string;
  unit: string;
  targets: string[];
  target_units: string[];
  x: number[];
  y: number[][];
  held: number[];
  powers: number;
  sizes: number[];
  activation: string;
  best: number[];
  fewest: number;
  most: number;
  many: string;
}

export type PredictionCells = Equations;

/** How often `fit` prints, in epochs, and how many rows there are. */
export interface Printed {
  every: number;
  rows: number;
}

/** A program line by line. */
export interface Program {
  name: string;
  lines: CodeLine[];
}

/** `legend` says whether it names the runners: balls are named on the map beside it. */
export interface RaceCurves {
  measure: string;
  unit: string;
  level: number | null;
  gone: string;
  apart: Record<string, string>;
  legend: boolean;
}

/** `fields` are those that a runner keeps for itself when it is added. */
export interface RaceTable {
  measure: string;
  unit: string;
  level: number | null;
  gone: string;
  apart: Record<string, string>;
  fields: string[];
}

/** A ragged level of nested lists: its `rows` as texts, how many each should have, and the places of the `bad`. */
export interface Ragged {
  rows: string[][];
  length: number | null;
  bad: number[];
}

/** Limits of gradient descent on these data, whatever the run trains: of all weights, and the least of one alone. */
export interface Rates {
  limit: number;
  alone: number;
}

/**
 * Why a text has no value: sentences and a place in it; and of an expression, what its picture shows.
 *
 * `clash` lists [place among the inputs, dimension] of the sizes that do not fit. `wanted` is a shape that the
 * elements cannot fill.
 */
export interface Refused {
  message: string;
  explanation: string;
  line: number;
  column: number;
  fix?: string;
  problem?: string;
  source?: string;
  inputs?: number[];
  clash?: number[][];
  rows?: Ragged | null;
  wanted?: number[] | null;
}

/** A band of learning rates, up to `end` times the limit; null for all that are left. */
export interface Region {
  name: string;
  end: number | null;
}

/**
 * Heights "near" and "far" are `grid` x `grid`, row by row along y, over `window` and `wide`: x from, x to, y from,
 * y to.
 *
 * Height h stands at ((h - low) / (high - low)) ** power of the scale. `minima` are [x, y, height] of lowest points.
 */
export interface Relief {
  grid: number;
  window: number[];
  wide: number[];
  low: number;
  high: number;
  power: number;
  minima: number[][];
}

/** Many dots that ride on the curve of an activation: their x are `columns` of the film's array `array`. */
export interface Riders {
  kind: "riders";
  role: Role;
  phase?: string;
  array: string;
  columns: number[];
  curve: string;
}

export type Role = "target" | "prediction" | "loss" | "gradient" | "step" | "limit" | "floor" | "muted" | "held";

/** A row of the data. */
export interface Row {
  name: string;
  inputs: number[];
  targets: number[];
}

/**
 * A line across the whole panel at one value of an axis; "{}" in its label becomes that value.
 *
 * `before`: the label stands left of an upright line, where there is room, so that it does not run into what is right.
 */
export interface Rule {
  kind: "rule";
  role: Role;
  phase?: string;
  axis: "x" | "y";
  at: Source;
  label: string;
  before: boolean;
}

/**
 * What the film of a run says of it, whichever frames it carries. `settings` are its fields in words.
 *
 * `rates` are by how inputs are scaled; `offer` is a learning rate to take instead, or null. `limits` are null for a
 * run without a known limit, of which `no_limit` says what it does; `failure` for one that no error stopped.
 * `parameters` counts all weights; of too many, `weights` is empty, and the film has neither them nor their gradients.
 * `chosen` are the places of those that pictures show one by one.
 */
export interface RunHeader {
  from: number;
  count: number;
  query: string;
  done: boolean;
  frames: number;
  stride: number;
  updates: number;
  updates_per_epoch: number;
  phases: string[];
  notes: string[];
  left_float_range: number | null;
  pictures: Record<string, any>;
  summary: string;
  spec: Record<string, any>;
  settings: Setting[];
  dtype: string;
  device: string;
  failure: Stopped | null;
  parameters: number;
  weights: Weight[];
  chosen: number[];
  rows: string[];
  targets: string[];
  scale: Scale;
  limits: Limits | null;
  no_limit: string | null;
  rates: Record<string, Rates>;
  offer: number | null;
}

/** How the model sees inputs: (x - shift) / spread. */
export interface Scale {
  shift: number[];
  spread: number[];
}

/**
 * What a beat shows: the inputs and the parts of the output by number, how it moves, and what goes where.
 *
 * `sources` lists, for each element of the parts, one part after the other, its input's place among the inputs and the
 * element there, one after the other; `ends` says where each output element's pairs end.
 */
export interface Scene {
  style: "create" | "move" | "map" | "zip" | "fold" | "dot" | "gather" | "fade";
  function: string;
  inputs: number[];
  parts: Part[];
  sources: number[];
  ends: number[] | null;
}

/** A straight line between two places. One with a `name` is the error of a prediction, and says so. */
export interface Segment {
  kind: "segment";
  role: Role;
  phase?: string;
  x: Source;
  y: Source;
  to_x: Source;
  to_y: Source;
  name?: string;
}

/** A field: its label, its value in words, and what is `said` of one that is told from others by it. */
export interface Setting {
  field: string;
  label: string;
  value: string;
  said: string;
}

/**
 * A linear model's squared error: second derivatives [d + 1][d + 1] for the weights and the bias of each target,
 * the `optimum` [P], and the loss there.
 */
export interface Shape {
  hessian: number[][];
  optimum: number[];
  floor: number;
}

/** A number in a sentence: 3 512. */
export interface Shown {
  value: Source;
}

export type Side = "a" | "t";

/** What an array or a tensor is: the library's word for it, its dtype, and its shape as the library prints it. */
export interface SideKind {
  name: string;
  dtype: string;
  shape: string;
}

export type Source = number | "epoch" | Value;

/** What there is at a moment: the numbers of `a` and of `t` (None before they exist), and the memory below them. */
export interface State {
  a: string[] | null;
  t: string[] | null;
  blocks: Block[];
}

/** An arrow from where a weight is to where an update takes it. */
export interface Step {
  kind: "step";
  role: Role;
  phase?: string;
  x: Source;
  y: Source;
  to_x: Source;
  to_y: Source;
}

/** The message of the error that stopped a run, when that was, and what it means. */
export interface Stopped {
  message: string;
  update: number;
  phase: string;
  explanation: string;
}

/**
 * A table of numbers that change in the phases of an update, with a label a row; `places` are the rows' columns in
 * the arrays.
 */
export interface Table {
  columns: Column[];
  rows: string[];
  places: number[];
  phases: string[];
}

/** A short line through a point with a slope. */
export interface Tangent {
  kind: "tangent";
  role: Role;
  phase?: string;
  x: Source;
  y: Source;
  slope: Source;
}

/** A tensor as it is drawn: seven digits of each number, and words for what is none. */
export interface Tensor {
  name: string;
  shape: number[];
  dtype: string;
  values: Told[];
}

/** What the picture "tensors" shows: all tensors, a scene a beat, and which of the tensors is the result. */
export interface Tensors {
  tensors: Tensor[];
  scenes: Scene[];
  result: number | null;
}

export type Told = number | boolean | string;

export type Tool = "loss axis" | "zoom";

export type Track = Line | Beads | Point | Rule | Parabola | Tangent | Step | Segment | Riders;

/** Python that has run, what came of it, whether it `failed`, and `why` in a sentence. */
export interface TriedLine {
  code: string;
  result: string;
  failed: boolean;
  why: string;
}

/** What the picture "twins" shows: `head` names the columns. */
export interface Twins {
  title: string;
  head: string[];
  rows: TwinsRow[];
}

/** A row of a table in words; whether it is `here`: that of the page. */
export interface TwinsRow {
  cells: string[];
  here: boolean;
}

/**
 * A row of the data as an example, a rule for it, and what the browser needs to predict. `target_units` are those
 * of the targets.
 */
export interface TwoWays {
  row: Row;
  rule: WrittenRule;
  inputs: string[];
  units: string[];
  targets: string[];
  target_units: string[];
  sizes: number[];
  activation: string;
}

/** A number that changes: column `column` of the film's array `array`, at the frame that the clock shows. */
export interface Value {
  array: string;
  column: number;
}

/**
 * Two directions [2][P] of all weights, seen from `centre` [P]: under its `key` in the address and its `name` in
 * the list, with the names of both axes and their ranges. `spread` says how much of the path's spread lies along each;
 * null where that is not what chose them, or there is no path.
 */
export interface Way {
  key: string;
  name: string;
  axes: string[];
  directions: number[][];
  centre: number[];
  x: number[];
  y: number[];
  spread: number[] | null;
}

/**
 * What a flat weight is: the factor of one input for one target, or a target's bias (`input` is None).
 *
 * In a network, inputs and targets may be units of hidden layers, and `unit` is empty.
 */
export interface Weight {
  name: string;
  short: string;
  target: string;
  input: string | null;
  unit: string;
}

/** The machine: the lines of each phase, wired right; the faults, and what can become of a run; and this run. */
export interface Wiring {
  phases: string[];
  lines: Record<string, string>;
  wirings: Record<string, string>;
  faults: Record<string, Fault>;
  kinds: Record<string, string>;
  wiring: string;
  outcome: Outcome;
}

/**
 * A rule that somebody might write: above a `limit` of input number `input` the first target is `high`, else
 * `low`.
 */
export interface WrittenRule {
  input: number;
  limit: number;
  high: number;
  low: number;
}
