// Eleventy: Markdown that is not a template first, one layout, footnotes by the usual plugin.
const footnotes = require("markdown-it-footnote");

module.exports = function (eleventyConfig) {
  eleventyConfig.amendLibrary("md", (markdown) => markdown.use(footnotes));
  eleventyConfig.addGlobalData("layout", "page.njk");
  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    markdownTemplateEngine: false,
  };
};
