// The default app of the stand-in runtime: `electron [-r FILE] DIR` loads the application in DIR, as Electron's own does.
const { app } = require('electron');
const { Module } = require('node:module');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

function parse(args) {
  const modules = [];
  let folder;
  for (let i = 0; i < args.length && folder === undefined; i++) {
    if (args[i] === '-r' || args[i] === '--require') modules.push(args[++i]);
    else if (!args[i].startsWith('-')) folder = resolve(args[i]);
  }
  return { modules, folder };
}

async function load({ modules, folder }) {
  if (modules.length > 0) Module._preloadModules(modules);
  if (folder === undefined) throw new Error('Say which folder to load: electron DIR');
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setName(description.productName ?? description.name);
  app.setVersion(description.version);
  if (description.desktopName) app.setDesktopName(description.desktopName);
  app.setAppPath(folder);
  process.defaultApp = true;
  await import(pathToFileURL(join(folder, description.main)).href);
}

load(parse(process.argv.slice(1))).catch((error) => {
  console.error(error);
  process.exit(1);
});
