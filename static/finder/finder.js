/* How many items fit a choice, as text that screen readers announce when it changes. The
   style has hidden the others already: without this script its own count is shown. */
(() => {
  for (const finder of document.querySelectorAll(".finder")) {
    const place = finder.parentNode;
    finder.addEventListener("change", () => {
      const items = [...place.querySelectorAll(":scope > ul > li")];
      place.querySelector(".found span").textContent =
        items.filter((item) => item.checkVisibility ? item.checkVisibility() : item.offsetParent).length;
    });
  }
})();
