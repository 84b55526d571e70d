import { MachineDetails } from '../pages/machine.ts';
import { Frame } from '../pages/frame.ts';
import { Wizard } from '../pages/wizard.ts';
import { ROOT_PASSWORD } from '../fixtures/rootfs-recipe.ts';
import { filesBelow, hostDisks, removeAll, REPOSITORIES, virsh } from './host.ts';
import { expect, test } from './launch.ts';

const REPOSITORY = 'window-captures';
const MACHINE = 'window-twin';

/** A system that boots under emulation, on a computer that does other work too. */
const BOOT_MS = 480_000;

test.afterEach(() => removeAll(MACHINE, REPOSITORY));

test('a disk of this computer becomes a machine that boots to its login prompt', async ({
  launched,
  window,
}) => {
  test.setTimeout(900_000);
  const frame = new Frame(window);
  const wizard = new Wizard(window);

  await test.step('inspect, choose the disk, the repository and the size', async () => {
    await frame.pastFirstRun();
    await wizard.open();
    await wizard.chooseDisk(hostDisks.bootable);
    await wizard.createRepository(REPOSITORY, `${REPOSITORIES}/${REPOSITORY}`);
    await wizard.name.fill(MACHINE);
    await wizard.next.click();
    await wizard.step('The machine').waitFor();
    await wizard.size(1, '512 MiB');
    await window.getByRole('switch', { name: 'Start the machine afterwards' }).check();
    await wizard.next.click();
  });

  await test.step('review the plan and copy the command', async () => {
    await wizard.step('Review').waitFor();
    await expect(wizard.command).toContainText(`vmkit host virtualize ${MACHINE}`, { timeout: 60_000 });
    await expect(wizard.command).toContainText(hostDisks.bootable);
    await expect(window.getByRole('heading', { name: 'What will be done' })).toBeVisible();
    await window.getByRole('button', { name: 'Copy', exact: true }).first().click();
    const copied = await launched.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toBe(await wizard.command.innerText());
    expect(await filesBelow(`${REPOSITORIES}/${REPOSITORY}`)).toEqual([]);
  });

  await test.step('run it', async () => {
    await window.getByRole('button', { name: 'Capture and create machine' }).click();
    await expect(window.getByRole('progressbar', { name: /^Progress of / })).toBeVisible();
    await expect(wizard.step(`${MACHINE} is ready`)).toBeVisible({ timeout: 300_000 });
    await expect(window.getByText(/compared with the disk, no difference/)).toBeVisible();
    expect(await virsh('domstate', MACHINE)).toBe('running');
  });

  await test.step('log in on its serial console', async () => {
    await window.getByRole('link', { name: 'Open machine' }).click();
    const machine = new MachineDetails(window, MACHINE);
    await machine.openConsole();
    await expect(machine.console).toContainText(`${hostDisks.hostname} login:`, { timeout: BOOT_MS });
    await machine.type('root\n');
    await expect(machine.console).toContainText('Password:', { timeout: 60_000 });
    await machine.type(`${ROOT_PASSWORD}\n`);
    await expect(machine.console).toContainText(`root@${hostDisks.hostname}`, { timeout: 60_000 });
    await machine.type('cat /root/vmkit-marker\n');
    await expect(machine.console).toContainText(hostDisks.marker, { timeout: 60_000 });
  });
});
