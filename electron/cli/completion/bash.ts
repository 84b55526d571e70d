import { choicesByFlag, valueFlags, type CompletionNode } from './tree.ts';

/** A completion script for bash. */
export function bashScript(nodes: readonly CompletionNode[]): string {
  const cases = nodes.map((node) => {
    const words = [...node.commands.map((one) => one.name), ...node.options.map((one) => one.flag)];
    return `    '${node.path}') words='${words.join(' ')}' ;;`;
  });
  const choices = [...choicesByFlag(nodes)].map(
    ([flag, values]) =>
      `    ${flag}) COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$current")); return ;;`,
  );
  const known = nodes.flatMap((node) => (node.path ? [`'${node.path}'`] : []));
  return `# bash completion for vmkit: eval "$(vmkit completion bash)"
_vmkit() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" at='' words='' index word
  case "$previous" in
${choices.join('\n')}
    ${valueFlags(nodes).join('|')}) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    case "\${at:+$at }$word" in
      ${known.join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -o filenames -F _vmkit vmkit
`;
}
