/** The import rules of docs/ARCHITECTURE.md. Types count: an import of a type is a dependency too. */
const TESTS = '(\\.test\\.tsx?$|\\.fixture\\.ts$|/testing/|\\.type-test\\.ts$)';

/** Folders of services, and which of the others each may use. */
const SERVICES = {
  host: [],
  capture: ['host', 'storage'],
  storage: [],
  network: [],
  machines: ['storage', 'network'],
  migration: ['machines'],
};
const ALL_SERVICES = Object.keys(SERVICES).join('|');

/** `from` may import files of the project only below the `allowed` folders. */
function onlyProjectFolders(name, from, allowed) {
  return {
    name,
    severity: 'error',
    from: { path: from, pathNot: TESTS },
    to: { path: '^(electron|renderer|shared|e2e|resources)/', pathNot: allowed },
  };
}

const serviceRules = Object.entries(SERVICES).map(([service, others]) =>
  onlyProjectFolders(
    `service-${service}`,
    `^electron/${service}/`,
    `^(shared/|electron/(${[service, ...others, 'libvirt', 'xml', 'system'].join('|')})/|electron/helper/(client|protocol)\\.ts$)`,
  ),
);

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    onlyProjectFolders('shared-stands-alone', '^shared/', '^shared/'),
    {
      name: 'shared-imports-zod-only',
      severity: 'error',
      from: { path: '^shared/', pathNot: TESTS },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'],
        pathNot: '^(node_modules/)?zod',
      },
    },
    onlyProjectFolders('renderer-imports-shared', '^renderer/', '^(renderer|shared)/'),
    {
      name: 'renderer-is-a-page',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    // It starts ssh and the user's own daemon through `system`, as everybody has to.
    onlyProjectFolders(
      'libvirt-imports-shared',
      '^electron/libvirt/',
      '^(electron/libvirt/|shared/|electron/system/start-)',
    ),
    onlyProjectFolders('system-imports-shared', '^electron/system/', '^(electron/system|shared)/'),
    {
      name: 'libvirt-is-pure',
      severity: 'error',
      comment: 'The libvirt client needs nothing from npm, and no native module.',
      from: { path: '^electron/libvirt/', pathNot: TESTS },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
    onlyProjectFolders('xml-imports-shared', '^electron/xml/', '^(electron/xml|shared)/'),
    {
      name: 'xml-uses-one-parser',
      severity: 'error',
      from: { path: '^electron/xml/', pathNot: TESTS },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'], pathNot: '@xmldom/xmldom' },
    },
    ...serviceRules,
    {
      name: 'electron-at-the-edge',
      severity: 'error',
      from: {
        path: '^(electron|shared|renderer)/',
        pathNot: '^electron/(main\\.ts|window\\.ts|preload\\.ts|job-signals\\.ts|ipc/)',
      },
      to: { path: '(^|node_modules/)electron(/|$)', dependencyTypes: ['npm', 'npm-dev'] },
    },
    {
      name: 'processes-through-system',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/system/' },
      to: { path: '(^|/)(node:)?child_process$|node_modules/execa' },
    },
    {
      name: 'root-work-in-the-helper',
      severity: 'error',
      comment: 'What the root side does is reached through the helper client and its protocol only.',
      from: { path: `^electron/(app|cli|ipc|${ALL_SERVICES})/`, pathNot: TESTS },
      to: { path: '^electron/helper/(operations/|server|main)' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'no-dev-dependencies-in-the-product',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: `${TESTS}|vite-env` },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(electron|@types|vite)(/|$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
