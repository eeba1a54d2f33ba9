// What search.html is asked, as its address says it: ?q=盗窃&force=有效&law=xingfa. Pure.
(function () {
  "use strict";
  /** The filters, in the order in which they stand on the page: [name in the address, words]. */
  var FILTERS = [
    ["force", "状态"],
    ["kind", "类别"],
    ["region", "地区"],
    ["year", "公布年份"],
    ["body", "制定机关"],
    ["law", "法规"],
  ];

  /** A form writes blanks as "+"; what is no UTF-8 stays as it is. */
  function decode(text) {
    try {
      return decodeURIComponent(text.replace(/\+/g, " "));
    } catch (malformed) {
      return text;
    }
  }

  function isFilter(name) {
    return FILTERS.some(function (filter) {
      return filter[0] === name;
    });
  }

  /**
   * The query part of an address → {q, filters: {force: ["有效"], …}, everywhere}. `everywhere`: a law that is
   * named in the query is no limit.
   */
  function read(address) {
    var asked = { q: "", filters: {}, everywhere: false };
    address
      .replace(/^\?/, "")
      .split("&")
      .forEach(function (pair) {
        var name = pair.split("=")[0];
        var value = decode(pair.slice(name.length + 1));
        if (name === "q") asked.q = value;
        else if (name === "everywhere") asked.everywhere = true;
        else if (value && isFilter(name) && !has(asked, name, value)) asked = toggled(asked, name, value);
      });
    return asked;
  }

  /** The inverse of read. Half a character has no place in an address. */
  function write(asked) {
    var query = asked.q.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, function (found) {
      return found.length > 1 ? found : "";
    });
    var parts = ["q=" + encodeURIComponent(query)];
    values(asked).forEach(function (pair) {
      parts.push(pair[0] + "=" + encodeURIComponent(pair[1]));
    });
    if (asked.everywhere) parts.push("everywhere=1");
    return "?" + parts.join("&");
  }

  /** The values of all filters that are set: [[name, value], …]. */
  function values(asked) {
    var all = [];
    FILTERS.forEach(function (filter) {
      (asked.filters[filter[0]] || []).forEach(function (value) {
        all.push([filter[0], value]);
      });
    });
    return all;
  }

  function has(asked, name, value) {
    return (asked.filters[name] || []).indexOf(value) >= 0;
  }

  /** The same with some members changed; what is asked is never changed in place. */
  function changed(asked, members) {
    return Object.assign({}, asked, members);
  }

  /** The same with one value of a filter set, or no longer set. */
  function toggled(asked, name, value) {
    var others = (asked.filters[name] || []).filter(function (one) {
      return one !== value;
    });
    var filter = {};
    filter[name] = has(asked, name, value) ? others : others.concat(value);
    return changed(asked, { filters: Object.assign({}, asked.filters, filter) });
  }

  var asked = { filters: FILTERS, read: read, write: write, values: values, has: has, changed: changed };
  asked.toggled = toggled;
  if (typeof module === "object") module.exports = asked;
  else tiaowen.asked = asked;
})();
