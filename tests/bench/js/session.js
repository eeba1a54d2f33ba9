// One engine's answers and costs for lists of queries: what every driver in this folder prints.
"use strict";
const fs = require("node:fs");
const { performance } = require("node:perf_hooks");
const { Wire } = require("./wire.js");

// Reads a task from standard input, has the engine do it, and prints the outcome; both are JSON.
//
//   start    async (wire, task) → ask: loads the engine as a page would, over the wire
//   ask      async (query) → [address]: the first `top` results, with all loaded that is needed to show them; or
//            {rest}, when as many are loaded as a reader sees at once: async rest() gives the first `top`, uncounted
//   task     {site, top, warm, fresh: [query], lists: {name: [query]}, …}: the folder of the site; how many results
//            are shown; a query that is asked before those of a list; queries each of which is the first one on its
//            page; queries of one page
//   outcome  {fresh: [answer], lists: {name: [answer]}}; answer: {found: [address], bytes, trips, ms}
//
// What a fresh query costs includes loading the engine. `ms` is the time in which the thread was busy with the
// query: neither the network counts nor the disk.
async function run(start) {
  const task = JSON.parse(fs.readFileSync(0, "utf8"));
  const outcome = { fresh: [], lists: {} };
  const wire = new Wire(task.site);
  for (const query of task.fresh)
    outcome.fresh.push(await measure(wire, async () => (await start(wire, task))(query)));
  for (const [name, queries] of Object.entries(task.lists)) {
    const ask = await start(wire, task);
    await ask(task.warm);
    outcome.lists[name] = [];
    for (const query of queries) outcome.lists[name].push(await measure(wire, () => ask(query)));
  }
  // An engine may have left a timer behind.
  process.stdout.write(JSON.stringify(outcome), () => process.exit(0));
}

async function measure(wire, answer) {
  wire.reset();
  const before = performance.eventLoopUtilization();
  const shown = await answer();
  const ms = performance.eventLoopUtilization(before).active - wire.spent;
  const { bytes, trips } = wire;
  return { found: shown.rest ? await shown.rest() : shown, bytes, trips, ms };
}

module.exports = { run };
