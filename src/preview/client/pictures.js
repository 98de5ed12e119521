// Asks anew for pictures that were replaced under the name they have: of an address, a browser shows what it already has.

// Shows the new bytes of those that were replaced since the page was loaded; `replaced` says by path in which snapshot.
// Of one that cannot be had, the last good picture stays.
export async function renew(replaced, loaded) {
  const fresh = (url) => {
    if (!URL.canParse(url, document.baseURI)) return url;
    const { pathname } = new URL(url, document.baseURI);
    const number = replaced[decoded(pathname)];
    return number > loaded ? `${pathname}?dateline=${number}` : url;
  };
  for (const element of document.querySelectorAll("img, source")) {
    const wanted = ["src", "srcset"]
      .filter((name) => element.hasAttribute(name))
      // A `srcset` is a list of addresses and widths: only an address is one that was replaced.
      .map((name) => [name, element.getAttribute(name).replace(/[^\s,]+/g, fresh)])
      .filter(([name, value]) => element.getAttribute(name) !== value);
    if (wanted.length === 0 || !(await can(fresh(element.currentSrc || element.src)))) continue;
    for (const [name, value] of wanted) element.setAttribute(name, value);
  }
}

async function can(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
