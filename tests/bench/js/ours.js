// Drives the site's own search: on a page that is only made up, find.js loads it as it does for a reader.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { run } = require("./session.js");

// As much of a document as lead.js, find.js and the loader of chunks look at. What is put into the head is fetched
// over the wire; scripts run in the global scope, those with `async = false` in the order in which they were put.
function madeUp(wire) {
  const preloaded = new Map();
  let inOrder = Promise.resolve();
  const nothing = () => {};
  const element = () => ({
    classList: { add: nothing },
    remove: nothing,
    setAttribute: nothing,
    addEventListener: nothing,
    querySelector: element,
  });

  async function fetched(address) {
    const waiting = preloaded.get(address) || wire.get(address);
    preloaded.delete(address);
    return waiting;
  }

  async function append(child) {
    const address = (child.src || child.href).replace(/[?#].*$/, "");
    const source = child.rel === "preload" ? wire.get(address) : fetched(address);
    if (child.rel === "preload") preloaded.set(address, source);
    const before = inOrder;
    if (child.async === false) inOrder = source.catch(nothing);
    try {
      const [code] = await Promise.all([source, child.async === false && before]);
      if (child.src) vm.runInThisContext(code.toString(), { filename: address });
    } catch (error) {
      return child.onerror(error);
    }
    return child.onload();
  }

  return {
    ...element(),
    currentScript: { src: "assets/js/lead.js" },
    createElement: element,
    getElementById: () => null,
    head: { appendChild: append },
  };
}

/** So many results the box asks for at once (box.js). */
const BOX = 8;

async function start(wire, task) {
  globalThis.self = globalThis;
  globalThis.location = { protocol: "https:" };
  globalThis.document = madeUp(wire);
  // These are on every page, whether somebody searches or not.
  for (const name of ["lead", "find"])
    vm.runInThisContext(fs.readFileSync(path.join(task.site, "assets/js", `${name}.js`), "utf8"), { filename: name });
  const engine = await tiaowen.engine();
  return async (query) => {
    let result = await engine.search(query, { limit: BOX, hasty: true });
    return {
      async rest() {
        while (result.items.length < task.top && !result.done) {
          const before = result.items.length;
          result = await result.more();
          if (result.items.length === before) break;
        }
        return result.items.slice(0, task.top).map((item) => item.href);
      },
    };
  };
}

run(start);
