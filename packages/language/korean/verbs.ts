import { closeWith, compose, decompose, finalOf } from './hangul.ts'

/** What an ending makes of a sentence. */
export type Mood =
  /** Asks for it to be done, or says that the speaker takes it: 주세요, 할게요. */
  | 'request'
  /** Asks for an answer: 하나요, 해요? */
  | 'question'
  /** Wonders or proposes: 할까, 하자. */
  | 'wonder'
  /** Tells: 해요, 한다. */
  | 'statement'
  /** Tells of the past: 했어요, 하더라. */
  | 'past'
  /** Goes on: 하고, 해서, 하는데. */
  | 'connective'
  /** Describes the noun that follows: 한, 하는, 할. */
  | 'adnominal'
  /** Stops in the middle: 하기, 하게, 하지. */
  | 'bare'

export type VerbForm = { readonly form: string; readonly mood: Mood }

/**
 * A verb by its two bases: '넣', '넣어'. The second is the one before -서, -요, -주다. Where the first base ends in ㅂ, ㄷ, ㅅ or ㄹ and changes
 * before a vowel, `soft` is the changed one ('뜨거우' beside '뜨겁').
 */
export type Verb = { readonly base: string; readonly joined: string; readonly soft?: string }

/** Endings that follow the bare base. */
const onBase: Readonly<Record<string, Mood>> = {
  고: 'connective', 고요: 'connective', 구요: 'connective', 구: 'connective', 고서: 'connective', 지: 'bare', 지요: 'question', 죠: 'question', 기: 'bare', 게: 'bare', 게요: 'request', 도록: 'bare', 거나: 'connective',
  자: 'wonder', 네: 'statement', 네요: 'statement', 는데: 'connective', 는데요: 'connective', 는: 'adnominal', 나요: 'question', 나: 'question', 냐: 'question', 니: 'question',
  던: 'adnominal', 더라: 'past', 더라고요: 'past', 던데: 'past', 던데요: 'past', 다: 'statement', 거든: 'statement', 거든요: 'statement', 잖아: 'statement', 잖아요: 'statement', 겠습니다: 'request', 겠어요: 'request', 습니다: 'statement', 군요: 'statement', 고싶어요: 'request', 고싶은데요: 'request', 고싶은데: 'request', 고싶습니다: 'request', 고싶다: 'statement',
  대: 'past', 대요: 'past', 다던데: 'past', 다더라: 'past', 다며: 'past', 다면서: 'past', 다고: 'connective', 나봐: 'past', 나봐요: 'past', 는가봐: 'past', 더라구: 'past', 더라구요: 'past',
}
/** Endings that begin with 으 after a consonant, and with nothing, ㄴ, ㄹ or ㅂ after a vowel. */
const onSoft: Readonly<Record<string, Mood>> = {
  면: 'connective', 면요: 'connective', 면서: 'connective', 니까: 'connective', 니까요: 'connective', 려고: 'connective', 려고요: 'request', 려구요: 'request', 려고하는데요: 'request', 러: 'connective', 시고: 'connective', 시고요: 'connective', 시구요: 'connective', 시는데: 'connective', 셔: 'statement', 시지: 'statement', 시죠: 'statement', 시더라: 'past', 시더라고: 'past', 시더라고요: 'past', 시거든: 'statement', 시거든요: 'statement', 시잖아: 'statement', 시잖아요: 'statement', 신다: 'statement', 시게: 'request', 시오: 'request', 이소: 'request', 시면: 'connective', 세요: 'request', 세욤: 'request', 세염: 'request', 세용: 'request', 세욥: 'request', 셔요: 'request', 십시오: 'request', 시겠어요: 'request', 시겠습니까: 'request', 시나요: 'question', 시나: 'question', 시는지: 'bare', 시네요: 'statement', 래: 'past', 라던데: 'past', 라더라: 'past',
  실래요: 'request', 실수있나요: 'request', 실수있어요: 'request', 실수있을까요: 'request', 시면돼요: 'request', 시면됩니다: 'request', 시면될것같아요: 'request', 시면좋겠어요: 'request', 시면감사하겠습니다: 'request', 라: 'request', 라고: 'connective', 셈: 'request', 쇼: 'request', 소: 'request', 십쇼: 'request', 세여: 'request', 라니까: 'past', 리라: 'statement', 려나: 'wonder', 려면: 'connective', 면서요: 'past', 세요네: 'request',
}
/** Endings that put a consonant under an open base ('ㄹ게요' on 하 is 할게요), with 으 between after a closed one. */
const closing: readonly (readonly [string, string, Mood])[] = [
  ['ㄹ', '게요', 'request'], ['ㄹ', '께요', 'request'], ['ㄹ', '게', 'request'], ['ㄹ', '께', 'request'], ['ㄹ', '래요', 'request'], ['ㄹ', '래', 'request'], ['ㄹ', '거예요', 'request'], ['ㄹ', '거에요', 'request'], ['ㄹ', '건데요', 'request'], ['ㄹ', '건데', 'request'], ['ㄹ', '거야', 'statement'],
  ['ㄹ', '것같은데', 'past'], ['ㄹ', '것같아', 'past'], ['ㄹ', '텐데', 'past'], ['ㄹ', '뻔했어', 'past'], ['ㄹ', '줄알았어', 'past'], ['ㄹ', '줄알아', 'past'], ['ㄹ', '사람', 'wonder'], ['ㄹ', '수있어', 'statement'], ['ㄹ', '수있나요', 'question'], ['ㄹ', '수있어요', 'question'], ['ㄹ', '수있을까요', 'question'], ['ㄹ', '수있죠', 'question'], ['ㄹ', '수있을까', 'question'], ['ㄹ', '까요', 'wonder'], ['ㄹ', '까', 'wonder'], ['ㄹ', '지', 'wonder'], ['ㄹ', '', 'adnominal'], ['ㄴ', '', 'adnominal'], ['ㄴ', '가요', 'question'], ['ㄴ', '가', 'question'], ['ㄴ', '데', 'connective'], ['ㄴ', '데요', 'connective'], ['ㄴ', '다', 'statement'], ['ㄴ', '대', 'statement'], ['ㄴ', '대요', 'statement'],
  ['ㅂ', '니다', 'statement'], ['ㅂ', '니까', 'question'], ['ㅂ', '시다', 'wonder'], ['ㅁ', '', 'bare'],
]
/** Endings that follow the joined base. */
const onJoined: Readonly<Record<string, Mood>> = {
  '': 'bare', 요: 'statement', 서: 'connective', 서요: 'connective', 다: 'connective', 다가: 'connective', 도: 'connective', 야: 'connective', 야해요: 'statement', 야되는데: 'past', 야하는데: 'past', 야돼: 'past', 야해: 'past', 야되나: 'wonder', 야하나: 'wonder', 야할텐데: 'past', 야돼요: 'statement', 본적있어: 'past', 본적있어요: 'past', 본적없어: 'past', 라: 'request', 봐: 'request', 봐요: 'request', 볼게요: 'request', 볼까: 'wonder', 볼까요: 'wonder',
  줘: 'request', 줘요: 'request', 주라: 'request', 줄래: 'request', 줄래요: 'request', 줄수있어: 'request', 줄수있나요: 'request', 줄수있어요: 'request', 줄수있을까요: 'request', 주실래요: 'request', 주실수있나요: 'request', 주실수있어요: 'request', 주실수있을까요: 'request', 주실수있으세요: 'request', 주세요: 'request', 주셔요: 'request', 주십시오: 'request', 주시겠어요: 'request', 주시겠습니까: 'request', 주시고: 'connective', 주시고요: 'connective', 주시구요: 'connective', 주시는데: 'connective', 주고: 'connective', 주시면: 'connective', 주시면돼요: 'request', 주시면됩니다: 'request', 주시면감사하겠습니다: 'request', 주시면좋겠어요: 'request', 주시면될것같아요: 'request', 주쇼: 'request', 주오: 'request', 주시게: 'request', 주게: 'request', 주이소: 'request', 주시오: 'request', 주구려: 'request', 주려: 'connective', 줘봐: 'request', 줘봐요: 'request', 줘라: 'request', 야지: 'wonder', 야겠다: 'wonder', 야겠어요: 'statement', 야겠네: 'wonder', 야할까: 'wonder', 서는: 'connective', 주셨으면: 'connective', 주셨으면해요: 'request', 주셨으면좋겠어요: 'request', 주십쇼: 'request', 주세여: 'request', 주세욤: 'request', 주세염: 'request', 주세용: 'request', 주세욥: 'request', 주실까요: 'request', 주실수있을지: 'request', 주실런지요: 'request', 주시길: 'request', 주시기: 'bare', 줄수있니: 'request', 줄수있냐: 'request', 줄게: 'statement', 주고요: 'connective', 주구요: 'connective', 준: 'adnominal', 주는: 'adnominal', 줄: 'adnominal', 준거: 'adnominal', 달라: 'request', 달래요: 'past', 달라니까: 'past', 주셈: 'request', 주면: 'connective', 주면돼: 'request', 주면좋겠어: 'request', 달라고: 'request', 드릴게요: 'request', 주나요: 'question', 주시나요: 'question',
  놓고: 'connective', 놔: 'request', 두고: 'connective', 봤어요: 'past', 봤는데: 'past', 봤어: 'past', 봤잖아: 'past',
}
/** Endings of the past, after ㅆ. */
const onPast: readonly string[] = ['어', '어요', '습니다', '는데', '는데요', '다', '지', '지요', '죠', '네', '네요', '나', '나요', '니', '잖아', '잖아요', '더라', '더라고요', '던', '던데', '거든', '거든요', '고', '으면', '는지', '대', '대요', '을까', '을걸']

/** How a stem ends, which says which endings may follow. */
export type Join = 'base' | 'dropped' | 'soft' | 'ㄹ' | 'ㄴ' | 'ㅂ' | 'ㅁ' | 'joined' | 'past'

export type Stem = { readonly form: string; readonly join: Join }

/** The word without its last final consonant. */
function openEnd(text: string): string {
  const parts = decompose(text.slice(-1))
  return parts ? text.slice(0, -1) + compose({ ...parts, final: 0 }) : text
}

/** The endings that may follow each kind of stem, with the mood that they make. */
export const endings: Readonly<Record<Join, Readonly<Record<string, Mood>>>> = {
  base: onBase,
  dropped: Object.fromEntries([...Object.entries(onBase), ...Object.entries(onSoft)].filter(([ending]) => /^[나냐네느-는니사-싷오]/.test(ending))),
  soft: onSoft,
  ㄹ: closed('ㄹ'),
  ㄴ: closed('ㄴ'),
  ㅂ: closed('ㅂ'),
  ㅁ: closed('ㅁ'),
  joined: onJoined,
  past: Object.fromEntries(onPast.map(ending => [ending, 'past'])),
}

function closed(final: string): Record<string, Mood> {
  return Object.fromEntries(closing.filter(([under]) => under === final).map(([, ending, mood]) => [ending, mood]))
}

/** The stems of a verb: what stays the same before the endings of each kind. */
export function stems(verb: Verb): Stem[] {
  const soft = verb.soft ?? verb.base
  const final = finalOf(soft)
  const open = final === '' ? soft : `${soft}으`
  const out: Stem[] = [
    { form: verb.base, join: 'base' },
    { form: final === 'ㄹ' ? soft : open, join: 'soft' },
    { form: verb.joined, join: 'joined' },
  ]
  // ㄹ falls away before ㄴ, ㅅ and 오: 만드는, 파세요.
  if (finalOf(verb.base) === 'ㄹ') out.push({ form: openEnd(verb.base), join: 'dropped' })
  for (const under of ['ㄹ', 'ㄴ', 'ㅂ', 'ㅁ'] as const) out.push({ form: closeWith(open, under), join: under })
  const past = closeWith(verb.joined, 'ㅆ')
  if (past !== verb.joined) out.push({ form: past, join: 'past' })
  return out
}

/** Every form of a verb that people end or go on with, with its mood: the stems with their endings. */
export function conjugate(verb: Verb): VerbForm[] {
  return stems(verb).flatMap(({ form, join }) => Object.entries(endings[join]).map(([ending, mood]) => ({ form: form + ending, mood })))
}
