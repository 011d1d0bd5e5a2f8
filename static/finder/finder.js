/* How many items fit what was chosen, as text, so that screen readers tell it when it changes.
   The style has hidden the others already, and without this script counts them itself. */
(() => {
  for (const finder of document.querySelectorAll(".finder")) {
    const place = finder.parentNode;
    finder.addEventListener("change", () => {
      const items = [...place.querySelectorAll(":scope > ul > li")];
      place.querySelector(".found span").textContent =
        items.filter((item) => getComputedStyle(item).display != "none").length;
    });
  }
})();
