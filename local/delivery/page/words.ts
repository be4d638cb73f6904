import type { Language } from './language.ts'

const en = {
  title: 'Delivery', tagline: 'From a merge on main to dev, staging and prod',
  skip: 'Skip to the environments', switchTo: '한국어', back: 'Back to the overview',
  environments: 'Environments', open: 'Open {0}', since: 'running since', arriving: 'on its way: {0}', noRelease: 'no release yet',
  sync: 'Sync', health: 'Health', why: 'Why', moreReasons: '{0} more',
  Synced: 'Synced', OutOfSync: 'Out of sync', Unknown: 'Unknown', Healthy: 'Healthy', Progressing: 'Progressing',
  Degraded: 'Degraded', Suspended: 'Suspended', Missing: 'Missing',
  Running: 'syncing', Failed: 'sync failed', Error: 'sync failed', Terminating: 'stopping the sync',
  unreachable: '{0} cannot be read: {1}', unreachableWhat: 'What it would show is missing below until it answers.',
  bringingUp: 'The platform is coming up', phase: 'Phase', expected: 'expected', took: 'took', waiting: 'waiting', running: 'running', done: 'done', failed: 'failed',
  promotion: 'Waiting for approval', noPromotion: 'Nothing waits for approval. A release appears here when staging has proved it.',
  toProd: '{0} to prod', backToProd: 'Roll prod back to {0}', rolledBack: 'rolled back', replaces: 'replaces {0}', opened: 'opened by {0}', viewOnGitea: 'Pull request {0} on Gitea', description: 'What is in it',
  checks: 'Checks', noChecks: 'No check has reported yet.', required: 'required', approvedBy: 'Approved by {0}',
  success: 'passed', pending: 'running', failure: 'failed', error: 'failed', warning: 'warning', skipped: 'skipped', missing: 'not reported yet',
  changes: 'What prod gets', changesCount: '{0} of {1} objects change', labelsOnly: '{0} objects only get the new release label', noDifference: 'No object of prod changes.',
  differenceLater: 'The difference is being read.', otherFiles: '{0} other files in this pull request',
  added: 'new', removed: 'removed', changed: 'changed', lines: '{0} added, {1} removed', linesAdded: 'added line', linesRemoved: 'removed line',
  approve: 'Approve {0} for prod', approving: 'Approving…', approveHint: 'Approves and merges in your name; prod follows within seconds.',
  signInToApprove: 'Sign in as a release manager to approve', notManager: 'You are signed in as {0}. Only members of the team {1} approve promotions; ask one of them.',
  notReady: 'It can be approved when every required check has passed.', notMergeable: 'It does not merge cleanly into main at the moment.',
  changedMeanwhile: 'This promotion has changed since you opened the page.', showNew: 'Show what it is now',
  runs: 'Pipeline', noRuns: 'No run yet. A push to main starts one.', run: 'Run {0}', log: 'Log', commit: 'commit', stages: 'Stages',
  superseded: 'superseded by a newer run', unreadable: 'unreadable', fullLog: 'Whole log as text', logCut: 'Only the end is shown.', emptyLog: 'Nothing written yet.',
  history: 'History', noHistory: 'No release has gone anywhere yet.', environment: 'Environment', release: 'Release', when: 'When', who: 'By',
  signIn: 'Sign in', signOut: 'Sign out', signedInAs: 'Signed in as {0}', userName: 'User name', password: 'Password',
  signInText: 'With your user name and password on this platform\'s Gitea.', wrong: 'Gitea does not know this user name and password.',
  slowDown: 'Too many tries. Wait {0} seconds, then try again.', giteaDown: 'Gitea cannot be asked: {0}', needBoth: 'Both fields are needed.',
  approved: '{0} is approved and merged. Prod follows.', refusedNotManager: 'Not approved: you are not in the team of release managers.',
  refusedGone: 'Not approved: this promotion is no longer open.', refusedChanged: 'Not approved: the promotion has changed since it was shown to you. Look at it again.',
  refusedNotReady: 'Not merged: not everything that is required is there yet ({0}).', refusedReview: 'Not approved. Gitea says: {0}', refusedMerge: 'Approved, but not merged. Gitea says: {0}',
  sessionOver: 'Your session is over. Sign in again.', live: 'live', lost: 'Connection lost. Trying again…', notFound: 'There is no such page.',
  refresh: 'Without scripts this page stays as it is: reload it to see what is new.',
}

export type Word = keyof typeof en

const ko: Record<Word, string> = {
  title: '배포', tagline: 'main에 병합된 변경이 dev, staging, prod까지 가는 길',
  skip: '환경으로 건너뛰기', switchTo: 'English', back: '전체 보기로 돌아가기',
  environments: '환경', open: '{0} 열기', since: '실행 시작', arriving: '적용 중: {0}', noRelease: '아직 릴리스 없음',
  sync: '동기화', health: '상태', why: '이유', moreReasons: '{0}개 더 보기',
  Synced: '동기화됨', OutOfSync: '동기화 안 됨', Unknown: '알 수 없음', Healthy: '정상', Progressing: '진행 중',
  Degraded: '이상', Suspended: '일시 중지', Missing: '없음',
  Running: '동기화 중', Failed: '동기화 실패', Error: '동기화 실패', Terminating: '동기화 중단 중',
  unreachable: '{0}을(를) 읽을 수 없습니다: {1}', unreachableWhat: '응답할 때까지 해당 내용은 아래에 표시되지 않습니다.',
  bringingUp: '플랫폼을 준비하고 있습니다', phase: '단계', expected: '예상', took: '걸린 시간', waiting: '대기', running: '진행 중', done: '완료', failed: '실패',
  promotion: '승인 대기', noPromotion: '승인을 기다리는 릴리스가 없습니다. staging에서 확인된 릴리스가 여기에 나타납니다.',
  toProd: '{0} → prod', backToProd: 'prod를 {0}(으)로 되돌리기', rolledBack: '되돌림', replaces: '현재 {0}', opened: '{0} 님이 엶', viewOnGitea: 'Gitea 풀 리퀘스트 {0}', description: '포함된 내용',
  checks: '검사', noChecks: '아직 보고된 검사가 없습니다.', required: '필수', approvedBy: '{0} 님이 승인함',
  success: '통과', pending: '진행 중', failure: '실패', error: '실패', warning: '경고', skipped: '건너뜀', missing: '아직 보고되지 않음',
  changes: 'prod에서 바뀌는 것', changesCount: '객체 {1}개 중 {0}개 변경', labelsOnly: '객체 {0}개는 릴리스 레이블만 바뀝니다', noDifference: 'prod에서 바뀌는 객체가 없습니다.',
  differenceLater: '차이를 읽고 있습니다.', otherFiles: '이 풀 리퀘스트의 다른 파일 {0}개',
  added: '추가', removed: '삭제', changed: '변경', lines: '{0}줄 추가, {1}줄 삭제', linesAdded: '추가된 줄', linesRemoved: '삭제된 줄',
  approve: '{0} prod 승인', approving: '승인하는 중…', approveHint: '내 이름으로 승인하고 병합합니다. 몇 초 안에 prod에 반영됩니다.',
  signInToApprove: '승인하려면 릴리스 관리자로 로그인하세요', notManager: '{0} 님으로 로그인되어 있습니다. {1} 팀 구성원만 승인할 수 있으니 팀에 요청하세요.',
  notReady: '필수 검사가 모두 통과하면 승인할 수 있습니다.', notMergeable: '지금은 main에 깨끗하게 병합되지 않습니다.',
  changedMeanwhile: '페이지를 연 뒤에 이 승격 내용이 바뀌었습니다.', showNew: '바뀐 내용 보기',
  runs: '파이프라인', noRuns: '아직 실행이 없습니다. main에 푸시하면 시작됩니다.', run: '실행 {0}', log: '로그', commit: '커밋', stages: '단계',
  superseded: '더 새로운 실행으로 대체됨', unreadable: '읽을 수 없음', fullLog: '전체 로그(텍스트)', logCut: '끝부분만 표시합니다.', emptyLog: '아직 기록이 없습니다.',
  history: '이력', noHistory: '아직 배포된 릴리스가 없습니다.', environment: '환경', release: '릴리스', when: '시각', who: '누가',
  signIn: '로그인', signOut: '로그아웃', signedInAs: '{0} 님', userName: '사용자 이름', password: '비밀번호',
  signInText: '이 플랫폼의 Gitea 사용자 이름과 비밀번호로 로그인합니다.', wrong: 'Gitea에 없는 사용자 이름이거나 비밀번호가 다릅니다.',
  slowDown: '시도가 너무 많습니다. {0}초 뒤에 다시 시도하세요.', giteaDown: 'Gitea에 물어볼 수 없습니다: {0}', needBoth: '두 칸을 모두 채워 주세요.',
  approved: '{0}이(가) 승인되어 병합되었습니다. 곧 prod에 반영됩니다.', refusedNotManager: '승인되지 않음: 릴리스 관리자 팀의 구성원이 아닙니다.',
  refusedGone: '승인되지 않음: 이미 닫힌 승격입니다.', refusedChanged: '승인되지 않음: 보신 뒤에 승격 내용이 바뀌었습니다. 다시 확인해 주세요.',
  refusedNotReady: '병합되지 않음: 필요한 조건이 아직 갖춰지지 않았습니다({0}).', refusedReview: '승인되지 않음. Gitea: {0}', refusedMerge: '승인했지만 병합되지 않았습니다. Gitea: {0}',
  sessionOver: '세션이 끝났습니다. 다시 로그인하세요.', live: '실시간', lost: '연결이 끊겼습니다. 다시 시도하는 중…', notFound: '없는 페이지입니다.',
  refresh: '스크립트가 꺼져 있으면 새로고침해야 새 내용을 볼 수 있습니다.',
}

const tables: Record<Language, Record<Word, string>> = { en, ko }

/** Says a word in a language; {0}, {1} … are filled in. */
export type Say = (word: Word, ...values: readonly (string | number)[]) => string

export function say(language: Language): Say {
  return (word, ...values) => tables[language][word].replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ''))
}

/** For words that come from elsewhere, such as Argo CD's states: translated if known, else as they are. */
export function sayIfKnown(word: Say, given: string): string {
  return Object.hasOwn(en, given) ? word(given as Word) : given
}
