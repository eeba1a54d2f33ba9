// Where queries lead in a library that is given as data on standard input: {versions: [{key, segment, title, year,
// current, layout, blocks}], names: [[form, version, flag]], queries: […]} → [{kind, hrefs, note, guessed} or null, …].
// Blocks that are not given have no entries. The scripts are those of the site; there is no index here.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const scripts = path.join(__dirname, "..", "..", "overrides", "assets", "js");
globalThis.tiaowen = require(path.join(scripts, "lead.js"));
const { text, jump } = require(path.join(scripts, "search", "jump.js"));

function engineOf({ versions, names }) {
  const byPair = new Map();
  for (const row of names) {
    const pair = row[0].slice(0, 2);
    byPair.set(pair, [...(byPair.get(pair) ?? []), row]);
  }
  const byWork = new Map();
  versions.forEach(({ key, year, current }, index) => {
    const others = byWork.get(key) ?? [];
    const row = [index, year];
    byWork.set(key, current ? [row, ...others] : [...others, row]);
  });
  return {
    ready: async () => {},
    fold: async (query) => text.fold(query),
    async names(form, prefix) {
      return (byPair.get(form.slice(0, 2)) ?? []).filter(([name]) => (prefix ? name.startsWith(form) : name === form));
    },
    layoutOf: (version) => versions[version].layout,
    async block(version, name) {
      const { key, segment, title, blocks } = versions[version];
      const entries = (blocks[name] ?? []).map(([eid, label, above, said]) => ({ eid, label, path: above, text: said }));
      return { head: { key, segment, title, timeline: "|有效", kind: "" }, entries };
    },
    versionsOf: (version) => byWork.get(versions[version].key),
  };
}

async function main() {
  const given = JSON.parse(fs.readFileSync(0, "utf8"));
  const engine = engineOf(given);
  const found = [];
  for (const query of given.queries) {
    const led = await jump.resolve(engine, query);
    const hrefs = led && (led.kind === "choice" ? led.choices : [led]).map((each) => each.href);
    found.push(led && { kind: led.kind, hrefs, note: led.note, guessed: led.guessed });
  }
  process.stdout.write(JSON.stringify(found));
}

main();
