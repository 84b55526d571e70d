import { choicesByFlag, valueFlags, type CompletionNode } from './tree.ts';

/** A completion script for zsh. */
export function zshScript(nodes: readonly CompletionNode[]): string {
  const cases = nodes.map((node) => {
    const commands = node.commands.map((one) => described(one.name, one.summary));
    const options = node.options.map((one) => described(one.flag, one.summary));
    return `    '${node.path}') entries=(${[...commands, ...options].join(' ')}) ;;`;
  });
  const choices = [...choicesByFlag(nodes)].map(
    ([flag, values]) => `    ${flag}) compadd -- ${values.join(' ')}; return ;;`,
  );
  const known = nodes.flatMap((node) => (node.path ? [`'${node.path}'`] : []));
  return `#compdef vmkit
# zsh completion for vmkit: source <(vmkit completion zsh)
_vmkit() {
  local at='' word previous="\${words[CURRENT-1]}"
  local -a entries
  case "$previous" in
${choices.join('\n')}
    ${valueFlags(nodes).join('|')}) _files; return ;;
  esac
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "\${at:+$at }$word" in
      ${known.join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at" in
${cases.join('\n')}
  esac
  _describe 'vmkit' entries || _files
}
compdef _vmkit vmkit
`;
}

// _describe splits at the first colon, and the entry stands in single quotes.
function described(name: string, summary: string): string {
  return `'${name}:${summary.replaceAll("'", `'\\''`)}'`;
}
