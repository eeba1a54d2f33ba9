// The site's own search, run by Node.js: for `tiaowen search`, for tests and for measuring.
//
//   node node.js --site DIR [--limit N] [--day 2026-11-26] [--filter force=有效]… [--facets] [--] QUERY
//
// prints the results as JSON. As a module: open(site) → {engine, twSearch, counts, reset}.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const zlib = require("zlib");

/** What the pages of a site load before a query. */
const SCRIPTS = ["lead", "search"];
/** The same one by one, as they are written: for tests of scripts without a site. */
const SINGLE = ["lead", "text", "index", "lists", "hits", "stages", "jump", "engine"];

/**
 * The engine of a site. The scripts and chunks run in a context of their own, without anything of Node; of a browser
 * they find what they need to load further ones.
 *
 * `counts` says what has been loaded since the last `reset()`: `paths`, `requests`, `bytes` (gzip), `trips` (what is
 * asked for at once is one), and how many `ms` (and `cpu`, ms of processor time) loading took; `scripts` is the size of
 * the scripts themselves. `options`: those of twSearch.engine.open; facets: whether filters are wanted.
 */
function open(site, options) {
  const settings = options || {};
  const counts = { paths: [], requests: 0, bytes: 0, trips: 0, ms: 0, cpu: 0, scripts: 0 };
  const document = fakeDocument((script) => ask(script));
  const context = vm.createContext({ document, location: { protocol: "https:" } });
  let waiting = [];
  context.self = context;

  function ask(script) {
    if (!waiting.length) setImmediate(loadAll);
    waiting.push(script);
  }

  function loadAll() {
    const scripts = waiting;
    waiting = [];
    counts.trips++;
    const before = performance.now();
    const used = process.cpuUsage();
    const failed = scripts.map((script) => !run(script.src.replace(/\?.*/, "")));
    const { user, system } = process.cpuUsage(used);
    counts.ms += performance.now() - before;
    counts.cpu += (user + system) / 1000;
    scripts.forEach((script, i) => (failed[i] ? script.onerror() : script.onload()));
  }

  /** Run a file of the site; whether there is one. */
  function run(name) {
    const file = path.join(site, name);
    if (!fs.existsSync(file)) return false;
    const code = fs.readFileSync(file);
    counts.paths.push(name);
    counts.requests++;
    counts.bytes += zlib.gzipSync(code, { level: 9 }).length;
    vm.runInContext(code.toString("utf8"), context, { filename: file });
    return true;
  }

  function reset() {
    Object.assign(counts, { paths: [], requests: 0, bytes: 0, trips: 0, ms: 0, cpu: 0 });
  }

  const built = fs.existsSync(path.join(site, "assets/js/search.js"));
  const names = built ? SCRIPTS : SINGLE.map((name) => (name === "lead" ? name : "search/" + name));
  for (const name of [...names, ...(settings.facets ? ["search/facets"] : [])])
    if (!run(`assets/js/${name}.js`)) throw new Error(`no assets/js/${name}.js in ${site}; run “tiaowen build” first`);
  counts.scripts = counts.bytes;
  reset();
  const { twSearch } = context;
  return { engine: twSearch.engine.open(twSearch.engine.browserLoader(""), settings), twSearch, counts, reset };
}

/** As much of a document as scripts need to load others. */
function fakeDocument(load) {
  return {
    currentScript: { src: "assets/js/lead.js" },
    querySelector: () => null,
    createElement: () => ({ remove() {} }),
    head: { appendChild: load },
  };
}

/** The arguments as {site, limit, day, filters, facets, query}. */
function argumentsOf(list) {
  const asked = { limit: 10, filters: {}, facets: false, query: [] };
  while (list.length) {
    const name = list.shift();
    if (name === "--") asked.query.push(...list.splice(0));
    else if (name === "--facets") asked.facets = true;
    else if (name === "--site" || name === "--day") asked[name.slice(2)] = list.shift();
    else if (name === "--limit") asked.limit = Number(list.shift());
    else if (name === "--filter") {
      const [facet, value] = String(list.shift()).split(/=(.*)/);
      (asked.filters[facet] = asked.filters[facet] || []).push(value);
    } else asked.query.push(name);
  }
  if (!asked.site || !asked.query.length || !(asked.limit > 0))
    throw new Error("usage: node.js --site DIR [--limit N] [--day DAY] [--filter FACET=VALUE] [--facets] [--] QUERY");
  return asked;
}

async function main() {
  const { site, day, limit, filters, facets, query } = argumentsOf(process.argv.slice(2));
  const wanted = facets || Object.keys(filters).length > 0;
  const result = await open(site, { day, facets: wanted }).engine.search(query.join(" "), { limit, filters, facets });
  process.stdout.write(JSON.stringify(result, null, 1) + "\n");
}

module.exports = { open };
if (require.main === module)
  main().catch((error) => {
    process.stderr.write(error.message + "\n");
    process.exitCode = 1;
  });
