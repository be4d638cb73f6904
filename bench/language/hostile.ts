/** Texts that nobody says but anybody can send. */
export const hostile: Readonly<Record<string, string>> = {
  'kB of one wish': '불 켜줘 '.repeat(1200),
  'kB of one syllable': '꺼'.repeat(5000),
  '390 numerals': '이'.repeat(390),
  '130 words': 'turn on '.repeat(65),
  'only emoji': '💡🔥🎉'.repeat(60),
  'control characters': '\u0000\u0007\u001b[31m'.repeat(60),
  'mixed scripts': '불 turn включи 켜줘 أضئ 点灯 '.repeat(12),
  'nearly names': '창까 조맹 팬던뜨 조먕 호울 스삐커 '.repeat(14),
  'nearly words': 'kitchin lihgt celing fann storrage '.repeat(10),
}
