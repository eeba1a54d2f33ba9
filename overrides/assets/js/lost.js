// The 404 page's way home; included into 404.html, which a server shows at any address.

/**
 * Root of the site as the address shows it, or null where it does not show.
 * A page opened from disk, or at its own address, stands at the root; a lost page of a law or
 * a list has the root before its first folder that is ours.
 */
function rootOf(place) {
  var path = place.pathname;
  if (place.protocol === "file:" || /\/404\.html$/.test(path)) return path.replace(/[^/]*$/, "");
  var ours = /^(.*?\/)(?:laws|kinds|regions|years|status|contributing)\//.exec(path);
  return ours && ours[1];
}

/** The key of the law that a lost address names, or null; the law's own address has nothing more to offer. */
function lawOf(path) {
  var law = /\/laws\/([a-z0-9-]+)\/(?!(?:index\.html)?$)/.exec(path);
  return law && law[1];
}

/**
 * Point the links and the search box of the page at the root that the address shows; offer the law, if it
 * names one. Whether there is such a law is not known here, and the offer says so.
 */
function lost(page, place, base) {
  var root = rootOf(place) || base;
  page.querySelectorAll("[href], [action]").forEach(function (element) {
    var name = element.hasAttribute("href") ? "href" : "action";
    var address = element.getAttribute(name);
    if (address.indexOf(base) === 0) element.setAttribute(name, root + address.slice(base.length));
  });
  ["lead", "status", "find"].forEach(function (name) {
    var script = page.createElement("script");
    script.src = root + "assets/js/" + name + ".js";
    script.async = false;
    page.body.appendChild(script);
  });
  var law = lawOf(place.pathname);
  if (law) {
    var item = page.getElementById("law");
    item.querySelector("a").setAttribute("href", root + "laws/" + law + "/index.html");
    item.hidden = false;
  }
}

if (typeof module === "object") module.exports = { rootOf: rootOf, lawOf: lawOf };
