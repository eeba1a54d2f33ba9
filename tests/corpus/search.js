// Asks the site's own search: node search.js DRIVER SITE FILE, where FILE holds {day, recall: [[query, [id, …]], …], queries: […],
// limit}. Prints {recall: what engine.all() misses, as [query, id], answers: the items of each query, without their texts}.
"use strict";
const fs = require("node:fs");

async function main([driver, site, file]) {
  const asked = JSON.parse(fs.readFileSync(file, "utf8"));
  const { engine } = require(driver).open(site, { day: asked.day });
  const missed = [];
  for (const [query, ids] of asked.recall ?? []) {
    const found = new Set(await engine.all(query));
    for (const id of ids) if (!found.has(id)) missed.push([query, id]);
  }
  const answers = [];
  for (const query of asked.queries ?? []) {
    const result = await engine.search(query, { limit: asked.limit ?? 10 });
    const items = result.jump && result.jump.href ? [result.jump, ...result.items] : result.items;
    answers.push(items.map(({ key, segment, eid, label }) => ({ key, segment, eid, label })));
  }
  process.stdout.write(JSON.stringify({ missed, answers }));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
