// Facets: the filters of search.html and what they offer. Only that page loads this. Needs text.js.
if (typeof module === "object") var twSearch = require("./text.js");

twSearch.facets = (function () {
  "use strict";
  var FACETS = ["force", "kind", "region", "year", "body", "law"];
  /** So many laws are offered: the name of each is in a block of its text. */
  var LAWS = 8;
  var text = twSearch.text;

  /** The first block of a version, which says key and title. */
  function headOf(lib, v) {
    return lib.block(v, lib.dir.place(lib.dir.starts[v]).block).then(function (block) {
      return block.head;
    });
  }

  /** The versions that addresses of laws mean, as strings. */
  function lawsOf(lib, keys) {
    return Promise.all(
      keys.map(function (key) {
        return lib.names(key.replace(/-[0-9a-f]{6}$/, "").replace(/-/g, ""), false).then(function (rows) {
          return Promise.all(
            rows.map(function (row) {
              return headOf(lib, row[1]).then(function (head) {
                return head.key === key ? String(row[1]) : "";
              });
            })
          );
        });
      })
    ).then(function (found) {
      return [].concat.apply([], found);
    });
  }

  /** What a version is, by facet. `names`: facets.js of the index. */
  function valuesOf(dir, names) {
    return {
      force: function (v) {
        return text.FORCES[dir.force[v]] || "未标注";
      },
      kind: function (v) {
        return text.KINDS[dir.kindOf(v)];
      },
      region: function (v) {
        return names.regions[parseInt(dir.data.region.charAt(v), 36) - 1];
      },
      year: function (v) {
        return String(dir.yearOf(v) || "");
      },
      body: function (v) {
        return names.bodies[text.number(names.body, 2 * v, 2)];
      },
      law: function (v) {
        return String(dir.current[v]);
      },
    };
  }

  /** [[value, name, count], …] of a facet, largest first, of years the latest. `sums`: value → count. */
  function sorted(facet, sums) {
    return Object.keys(sums)
      .map(function (value) {
        return [value, value, sums[value]];
      })
      .sort(function (a, b) {
        return facet === "year" ? b[0] - a[0] : b[2] - a[2];
      });
  }

  /**
   * Make filters ready: a Promise of {passes(v, aside), offer(hits, asides)}. `wanted`: {facet: [value, …]}, of laws the
   * keys. `aside`: not the text of the version, but what others say of it; that is a kind of its own. `offer` gives of the
   * hits, counted by version, {facet: [[value, name, count], …]}, each with the filters of the others.
   */
  function open(lib, names, wanted) {
    return lawsOf(lib, wanted.law || []).then(function (laws) {
      var values = valuesOf(lib.dir, names);
      var filters = FACETS.filter(function (facet) {
        return wanted[facet] && wanted[facet].length;
      });

      function valueOf(facet, v, aside) {
        return aside && facet === "kind" ? text.UNOFFICIAL : values[facet](v);
      }

      /** The facets that leave a version out. */
      function against(v, aside) {
        return filters.filter(function (facet) {
          return (facet === "law" ? laws : wanted[facet]).indexOf(valueOf(facet, v, aside)) < 0;
        });
      }

      function passes(v, aside) {
        return !against(v, aside).length;
      }

      function offer(hits, asides) {
        var sums = {};
        FACETS.forEach(function (facet) {
          sums[facet] = Object.create(null);
        });
        [hits, asides].forEach(function (counts, aside) {
          counts.forEach(function (count, v) {
            var out = against(v, aside);
            FACETS.forEach(function (facet) {
              var value = valueOf(facet, v, aside);
              if (!value || out.length > 1 || (out.length && out[0] !== facet)) return;
              sums[facet][value] = (sums[facet][value] || 0) + count;
            });
          });
        });
        var found = {};
        FACETS.forEach(function (facet) {
          found[facet] = sorted(facet, sums[facet]);
        });
        return Promise.all(
          found.law.slice(0, LAWS).map(function (row) {
            return headOf(lib, +row[0]).then(function (head) {
              return [head.key, head.title, row[2]];
            });
          })
        ).then(function (named) {
          found.law = named;
          return found;
        });
      }

      return { passes: passes, offer: offer };
    });
  }

  return { open: open };
})();

if (typeof module === "object") module.exports = twSearch;
