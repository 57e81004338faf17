// Builds the style sheet with Sass and the script with esbuild into src/wardmote/web/static. No network.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { compile, NodePackageImporter } from "sass";

const out = "src/wardmote/web/static";
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const { css } = compile("frontend/main.scss", { style: "compressed", importers: [new NodePackageImporter()], quietDeps: true });
writeFileSync(`${out}/main.css`, css);
await build({
  entryPoints: ["frontend/main.js", "frontend/sitting.js"],
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "error",
});
copyFileSync("frontend/icon.svg", `${out}/icon.svg`);
console.log("built", out);
