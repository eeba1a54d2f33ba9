// Drives Pagefind's own scripts as a browser runs them: its module, its worker, its WebAssembly.
//
// Besides what session.js takes, the task has `lang`, the language of the pages; the bundle is in <site>/pagefind.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { run } = require("./session.js");
const { startWorker } = require("./worker.js");

const BUNDLE = "/pagefind/";
let pages = 0;

async function start(wire, task) {
  const origin = pathToFileURL(fs.realpathSync(task.site)).href;
  const fetched = async (address) => new Response(await wire.get(address.replace(origin, "")));
  globalThis.window = { location: { origin } };
  globalThis.document = { currentScript: null, querySelector: () => ({ getAttribute: () => task.lang }) };
  globalThis.fetch = fetched;
  globalThis.Worker = class {
    constructor(address) {
      this.listeners = [];
      const hidden = { window: undefined, document: undefined, Worker: undefined };
      const answer = (message) => this.listeners.forEach((listener) => listener({ data: message }));
      this.post = wire.get(address).then((source) => startWorker(source.toString(), hidden, answer));
    }
    addEventListener(type, listener) {
      if (type === "message") this.listeners.push(listener);
    }
    async postMessage(message) {
      (await this.post)(message);
    }
    terminate() {}
  };
  // A module is loaded once for each address; the number makes it a page of its own.
  await wire.get(`${BUNDLE}pagefind.js`);
  const module = path.join(task.site, BUNDLE, "pagefind.js");
  const pagefind = await import(`${pathToFileURL(module).href}?${(pages += 1)}`);
  return async (query) => {
    const { results } = await pagefind.search(query);
    const shown = await Promise.all(results.slice(0, task.top).map((result) => result.data()));
    return shown.map((page) => page.url);
  };
}

run(start);
