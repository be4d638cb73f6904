import type { DeviceProperty } from '../home.ts'
import type { Direction } from '../meaning.ts'
import type { Act } from '../reading/token.ts'

/** What a verb or an adjective asks for, `feeling` for what only gives a reason, `talk` for what is no wish of a device. */
export type VerbMeaning = { readonly act: Act; readonly concept?: string } | { readonly way: Direction; readonly property?: DeviceProperty } | 'feeling' | 'filler' | 'talk'

/**
 * Verbs by their bases, 'base joined' or 'base joined soft': the joined one stands before -서 and -줘, the soft one before endings with 으,
 * where it differs. Spellings that people and recognisers use are listed too: opposite verbs are never guessed at.
 */
const table: readonly (readonly [VerbMeaning, string])[] = [
  [{ act: 'on' }, '켜 켜, 키 켜, 키 키, 켜놓 켜놓아, 켜두 켜둬, 가동하 가동해, 가동시키 가동시켜, 작동하 작동해, 작동시키 작동시켜, 온하 온해, 밝히 밝혀'],
  [{ act: 'off' }, '끄 꺼, 꺼 꺼, 종료하 종료해, 오프하 오프해, 끊 끊어, 차단하 차단해'],
  [{ act: 'on', concept: 'light' }, '점등하 점등해'],
  [{ act: 'off', concept: 'light' }, '소등하 소등해'],
  [{ act: 'start' }, '틀 틀어 트, 틀 트러'],
  [{ act: 'turn' }, '돌리 돌려'],
  [{ act: 'open' }, '열 열어 여, 펴 펴, 펼치 펼쳐, 젖히 젖혀, 개방하 개방해, 오픈하 오픈해'],
  [{ act: 'close' }, '닫 닫아, 접 접어, 치 쳐, 폐쇄하 폐쇄해'],
  [{ act: 'fold' }, '걷 걷어, 걷 거둬, 거두 거둬, 말아올리 말아올려'],
  [{ act: 'lock' }, '잠그 잠가, 잠구 잠궈, 잠그 잠궈, 잠가 잠가, 문단속하 문단속해'],
  [{ act: 'lock', concept: 'fasten' }, '걸 걸어 거, 채우 채워'],
  [{ act: 'unlock' }, '풀 풀어 푸, 풀 풀러, 해제하 해제해'],
  [{ act: 'unlock', concept: 'fasten' }, '따 따'],
  [{ act: 'up' }, '올리 올려, 높이 높여, 키우 키워, 늘리 늘려, 증가시키 증가시켜, 업하 업해, 끌어올리 끌어올려'],
  [{ act: 'down' }, '내리 내려, 낮추 낮춰, 낮추 낮처, 줄이 줄여, 줄이 줄어, 감소시키 감소시켜, 다운하 다운해, 내려놓 내려놔, 떨어뜨리 떨어뜨려'],
  [{ act: 'set' }, '하 해, 맞추 맞춰, 맞추 맞처, 바꾸 바꿔, 바꾸 바꺼, 바꾸 바까, 변경하 변경해, 설정하 설정해, 조정하 조정해, 조절하 조절해, 세팅하 세팅해, 셋팅하 셋팅해, 만들 만들어 만드, 두 둬, 두 두어, 놓 놔, 놓 놓아, 전환하 전환해, 유지하 유지해, 지정하 지정해, 부탁하 부탁해, 부탁드리 부탁드려, 주 줘, 세트하 세트해, 예열하 예열해, 예약하 예약해, 교체하 교체해, 쏘 쏴, 비추 비춰, 진행하 진행해, 제어하 제어해'],
  [{ act: 'play' }, '재생하 재생해, 들려주 들려줘, 플레이하 플레이해, 재개하 재개해'],
  [{ act: 'pause' }, '멈추 멈춰, 멈추 멈처, 정지하 정지해, 일시정지하 일시정지해, 중지하 중지해, 중단하 중단해, 스톱하 스톱해, 세우 세워, 정지시키 정지시켜'],
  [{ act: 'next' }, '넘기 넘겨, 넘어가 넘어가, 건너뛰 건너뛰어, 스킵하 스킵해, 패스하 패스해'],
  [{ act: 'previous' }, '되돌리 되돌려'],
  [{ act: 'mute' }, '음소거하 음소거해, 음소거시키 음소거시켜'],
  [{ act: 'run' }, '실행하 실행해, 실행시키 실행시켜, 시작하 시작해, 시작시키 시작시켜, 적용하 적용해, 활성화하 활성화해, 개시하 개시해, 발동하 발동해'],
  [{ act: 'run', concept: 'enter' }, '들어가 들어가, 진입하 진입해'],
  [{ act: 'tell' }, '확인하 확인해, 알려주 알려줘, 알리 알려, 보 봐, 체크하 체크해, 말하 말해, 궁금하 궁금해, 점검하 점검해, 가르쳐주 가르쳐줘, 보여주 보여줘, 읽 읽어'],
  [{ act: 'isOn' }, '켜지 켜져, 켜있 켜있어, 켜져있 켜져있어, 켜지있 켜지있어, 작동되 작동돼, 돌아가 돌아가, 돌아가고있 돌아가고있어, 돌 돌아 도, 돌고있 돌고있어, 켜고있 켜고있어, 틀어져있 틀어져있어, 나오고있 나오고있어, 작동중이 작동중이야, 틀어지 틀어져'],
  [{ act: 'isOff' }, '꺼지 꺼져, 꺼져있 꺼져있어, 꺼있 꺼있어'],
  [{ act: 'isOpen' }, '열리 열려, 열려있 열려있어, 펴지 펴져, 펴져있 펴져있어, 펼쳐지 펼쳐져, 펼쳐져있 펼쳐져있어, 올라가있 올라가있어'],
  [{ act: 'isClosed' }, '닫히 닫혀, 닫혀있 닫혀있어, 접히 접혀, 접혀있 접혀있어, 내려와있 내려와있어, 내려가있 내려가있어'],
  [{ act: 'isLocked' }, '잠기 잠겨, 잠겨있 잠겨있어, 잠궈지 잠궈져, 잠궈져있 잠궈져있어, 잠가지 잠가져'],
  [{ act: 'isUnlocked' }, '풀리 풀려, 풀려있 풀려있어'],
  [{ act: 'is' }, '되 돼, 되어있 되어있어, 돼있 돼있어, 남 남아, 남아있 남아있어, 설정되 설정돼, 설정돼있 설정돼있어, 맞춰져있 맞춰져있어, 맞처져있 맞처져있어, 있 있어, 재생되 재생돼'],
  [{ way: 'up', property: 'brightness' }, '밝 밝아, 발 발가, 환하 환해'],
  [{ way: 'down', property: 'brightness' }, '어둡 어두워 어두우, 은은하 은은해, 침침하 침침해, 컴컴하 컴컴해'],
  [{ way: 'up', property: 'fanSpeed' }, '세 세, 쎄 쎄, 강하 강해, 빠르 빨라, 세지 세져, 강력하 강력해'],
  [{ way: 'down', property: 'fanSpeed' }, '약하 약해, 느리 느려, 살살하 살살해'],
  [{ way: 'up', property: 'volume' }, '크 커, 시끄럽 시끄러워 시끄러우'],
  [{ way: 'down', property: 'volume' }, '작 작아, 조용하 조용해'],
  [{ way: 'up', property: 'temperature' }, '따뜻하 따뜻해, 따듯하 따듯해, 뜨겁 뜨거워 뜨거우, 덥 더워 더우, 훈훈하 훈훈해'],
  [{ way: 'down', property: 'temperature' }, '시원하 시원해, 춥 추워 추우, 차갑 차가워 차가우, 선선하 선선해, 서늘하 서늘해'],
  [{ way: 'up' }, '높 높아'],
  [{ way: 'down' }, '낮 낮아'],
  ['feeling', '들리 들려, 안들리 안들려, 안보이 안보여, 보이 보여, 눈부시 눈부셔, 답답하 답답해, 습하 습해, 건조하 건조해, 졸리 졸려, 깜깜하 깜깜해, 냄새나 냄새나, 눅눅하 눅눅해, 꿉꿉하 꿉꿉해, 후덥지근하 후덥지근해, 쌀쌀하 쌀쌀해, 심심하 심심해'],
  // people come and go; their verbs are listed so that no device hears them as something else
  ['talk', '올라가 올라가, 내려가 내려가, 가 가, 오 와, 나가 나가, 나오 나와, 들어오 들어와, 들어가시 들어가셔, 가시 가셔, 오시 오셔, 나가시 나가셔, 들어오시 들어오셔, 끝나 끝나, 퇴근하 퇴근해, 출근하 출근해, 자 자, 주무시 주무셔, 먹 먹어, 드시 드셔, 마시 마셔, 앉 앉아, 기다리 기다려, 계시 계셔, 없 없어, 많 많아, 모르 몰라, 알 알아, 사 사, 만나 만나, 청소하 청소해, 정리하 정리해, 공부하 공부해, 운동하 운동해, 남기 남겨, 치우 치워, 가져오 가져와, 갖다주 갖다줘, 보내 보내, 부르 불러, 받 받아, 찾 찾아, 쓰 써, 떨어지 떨어져, 예약되 예약돼, 주문하 주문해, 계산하 계산해, 결제하 결제해'],
]

export type VerbEntry = { readonly meaning: VerbMeaning; readonly base: string; readonly joined: string; readonly soft: string }

/** Every verb with its three bases. */
export const koreanVerbs: readonly VerbEntry[] = table.flatMap(([meaning, verbs]) =>
  verbs.split(', ').map((verb) => {
    const [base = '', joined = '', soft = base] = verb.split(' ')
    return { meaning, base, joined, soft }
  }),
)

/** Verbs that follow another in its joined form and add no meaning of their own: 켜 줘, 켜 놔, 켜 봐. */
export const auxiliaries: readonly (readonly [base: string, joined: string, soft?: string])[] = [
  ['주', '줘'], ['주', '조'], ['주', '주어'], ['주', '줘어'], ['놓', '놔', '노으'], ['놓', '놓아'], ['놓', '나'], ['두', '둬'], ['두', '두어'], ['보', '봐'], ['버리', '버려'], ['드리', '드려'], ['달', '달라'],
]
