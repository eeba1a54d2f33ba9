// Drives the search worker of Material for MkDocs as its bundle does.
//
// Besides what session.js takes, the task has `worker`, the address of the worker's script.
"use strict";
const path = require("node:path");
const vm = require("node:vm");
const { run } = require("./session.js");
const { startWorker } = require("./worker.js");

async function start(wire, task) {
  const [index, source] = await Promise.all([wire.get("search/search_index.json"), wire.get(task.worker)]);
  const folder = path.dirname(task.worker);
  const given = {
    // The worker finds lunr, and the languages of lunr find it, as a global.
    self: globalThis,
    importScripts: async (...names) => {
      const scripts = await Promise.all(names.map((name) => wire.get(path.join(folder, name))));
      scripts.forEach((script) => vm.runInThisContext(script.toString()));
    },
  };
  let answered;
  const post = startWorker(source.toString(), given, (message) => answered(message.data));
  const ask = (type, data) =>
    new Promise((resolve) => {
      answered = resolve;
      post({ type, data });
    });
  await ask(0, { ...JSON.parse(index), options: { suggest: false } });
  return async (query) => {
    const { items } = await ask(2, query);
    return items.slice(0, task.top).map((page) => page[0].location);
  };
}

run(start);
