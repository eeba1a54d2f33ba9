// What a browser would fetch, from files: each request is counted, with its size under gzip and its round trip.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { performance } = require("node:perf_hooks");
const zlib = require("node:zlib");

// Milliseconds that an answer takes; longer than an engine ponders between two requests that need not wait.
const DELAY = 8;

class Wire {
  // root: the folder of the site.
  constructor(root) {
    this.root = root;
    this.sizes = new Map();
    this.reset();
  }

  // Count from here on.
  reset() {
    this.bytes = 0;
    this.trips = 0;
    this.answered = 0;
    this.spent = 0;
  }

  // A promise of the bytes at an address below the root; a query behind it is dropped. Nothing is cached: that is for
  // the engines to do. A request belongs to the round trip after those that had been answered when it was made.
  async get(address) {
    const began = performance.now();
    const name = decodeURI(address.replace(/[?#].*$/, ""));
    const data = fs.readFileSync(path.join(this.root, name));
    const trip = this.answered + 1;
    this.bytes += this.size(name, data);
    this.trips = Math.max(this.trips, trip);
    // Milliseconds that are ours and not the engine's.
    this.spent += performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, DELAY));
    this.answered = Math.max(this.answered, trip);
    return data;
  }

  // Bytes on the network: gzip as servers do it, or the file as it is where that is shorter.
  size(name, data) {
    if (!this.sizes.has(name)) this.sizes.set(name, Math.min(data.length, zlib.gzipSync(data).length));
    return this.sizes.get(name);
  }
}

module.exports = { Wire };
