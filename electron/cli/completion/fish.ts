import { valueFlags, type CompletionNode, type CompletionOption } from './tree.ts';

/** A completion script for fish. */
export function fishScript(nodes: readonly CompletionNode[]): string {
  const known = nodes.flatMap((node) => (node.path ? [quote(node.path)] : []));
  return `# fish completion for vmkit: vmkit completion fish | source
function __vmkit_at
  set -l at ''
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip -eq 1
      set skip 0
      continue
    end
    if contains -- $word ${valueFlags(nodes).join(' ')}
      set skip 1
      continue
    end
    set -l next (string trim -- "$at $word")
    if contains -- $next ${known.join(' ')}
      set at $next
    end
  end
  test "$at" = "$argv[1]"
end
complete -c vmkit -e
${nodes.flatMap(nodeLines).join('\n')}
`;
}

function nodeLines(node: CompletionNode): string[] {
  const when = `complete -c vmkit -n ${quote(`__vmkit_at '${node.path}'`)}`;
  const commands = node.commands.map((one) => `${when} -f -a ${quote(one.name)} -d ${quote(one.summary)}`);
  return [...commands, ...node.options.map((one) => `${when} ${optionWords(one)}`)];
}

function optionWords(option: CompletionOption): string {
  const choices = option.choices.length > 0 ? ` -f -a ${quote(option.choices.join(' '))}` : '';
  const value = option.takesValue ? ` -r${choices}` : '';
  return `-l ${option.flag.replace(/^--/, '')}${value} -d ${quote(option.summary)}`;
}

// In fish's single quotes only the backslash and the quote itself are special.
function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
