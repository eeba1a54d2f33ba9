// The filters of search.html: boxes to tick with counts, and those that are set as buttons that take them away.
// Needs found.js and asked.js.
(function () {
  "use strict";
  var make = tiaowen.found.make;
  var asks = tiaowen.asked;
  /** Values of a filter that are shown before the reader asks for the others. */
  var FEW = 8;

  /**
   * Add the filters to the page. `change` is called with what is asked then, and a function to call when the
   * answer is shown; what is returned shows them for an answer.
   */
  tiaowen.filters = function (area, change) {
    var chosen = area.appendChild(make("ul", "chosen"));
    var box = area.appendChild(make("details", "filters"));
    var wide = matchMedia("(min-width: 960px)");
    var asked = null;
    /** Filters of which all values are shown. */
    var unfolded = {};
    /** Names of values, as answers have given them: {law: {minfadian: "中华人民共和国民法典"}}. */
    var names = Object.create(null);

    function remember(name, rows) {
      names[name] = names[name] || Object.create(null);
      rows.forEach(function (row) {
        names[name][row[0]] = row[1];
      });
    }

    function nameOf(name, value) {
      return names[name][value] || value;
    }

    function button(words, act) {
      var made = make("button", "", words);
      made.type = "button";
      made.addEventListener("click", act);
      return made;
    }

    /** The buttons of the filters that are set. */
    function showChosen() {
      chosen.textContent = "";
      asks.values(asked).forEach(function (pair) {
        var name = nameOf(pair[0], pair[1]);
        var made = button(name + " ×", function () {
          change(asks.toggled(asked, pair[0], pair[1]), focusFirst);
        });
        made.setAttribute("aria-label", "取消 " + name);
        chosen.appendChild(make("li")).appendChild(made);
      });
      if (chosen.children.length < 2) return;
      var all = button("全部取消", function () {
        change(asks.changed(asked, { filters: {} }), focusFirst);
      });
      chosen.appendChild(make("li")).appendChild(all);
    }

    /** Where the focus goes when the button that had it is gone. */
    function focusFirst() {
      (chosen.querySelector("button") || document.querySelector("[name=q]")).focus();
    }

    /** The values of a filter; one that is set is there although nothing has it. */
    function rowsOf(name, rows) {
      var gone = (asked.filters[name] || []).filter(function (value) {
        return !rows.some(function (row) {
          return row[0] === value;
        });
      });
      return gone
        .map(function (value) {
          return [value, nameOf(name, value), 0];
        })
        .concat(rows);
    }

    function group(filter, rows) {
      var set = make("fieldset");
      set.appendChild(make("legend", "", filter[1]));
      rows.forEach(function (row, i) {
        var label = option(filter[0], row);
        label.hidden = i >= FEW && !asks.has(asked, filter[0], row[0]) && !unfolded[filter[0]];
        set.appendChild(label);
      });
      if (set.querySelector("[hidden]")) set.appendChild(unfolder(filter, set));
      return set;
    }

    function option(name, row) {
      var label = make("label");
      var tick = make("input");
      Object.assign(tick, { type: "checkbox", name: name, value: row[0] });
      tick.checked = asks.has(asked, name, row[0]);
      label.append(tick, make("span", "", row[1]), make("small", "", String(row[2])));
      return label;
    }

    function unfolder(filter, set) {
      var made = button("更多" + filter[1], function () {
        var first = set.querySelector("[hidden] input");
        unfolded[filter[0]] = true;
        set.querySelectorAll("[hidden]").forEach(function (label) {
          label.hidden = false;
        });
        made.remove();
        first.focus();
      });
      return made;
    }

    /** A box was ticked. The boxes are made anew with the answer; the one that was ticked keeps the focus. */
    function ticked(event) {
      var name = event.target.name;
      var value = event.target.value;
      change(asks.toggled(asked, name, value), function () {
        box.querySelectorAll("input").forEach(function (tick) {
          if (tick.name === name && tick.value === value) tick.focus();
        });
      });
    }

    /** Beside the results where there is room, else folded above them. */
    function fold() {
      box.open = wide.matches;
    }

    chosen.setAttribute("aria-label", "已选的筛选条件");
    box.hidden = true;
    box.addEventListener("change", ticked);
    if (wide.addEventListener) wide.addEventListener("change", fold);
    fold();

    /** Show the filters for what was asked; without counts (`facets` null) there are none. */
    return function (now, facets) {
      asked = now;
      box.textContent = "";
      box.appendChild(make("summary", "", "筛选"));
      asks.filters.forEach(function (filter) {
        var counted = (facets && facets[filter[0]]) || [];
        remember(filter[0], counted);
        var rows = facets ? rowsOf(filter[0], counted) : [];
        if (rows.length) box.appendChild(group(filter, rows));
      });
      box.hidden = box.children.length === 1;
      area.classList.toggle("bare", box.hidden);
      showChosen();
    };
  };
})();
