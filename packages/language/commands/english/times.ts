import type { EnglishRow } from './row.ts'

/** Words of days, hours and spans of time. */
export const englishTimes: readonly EnglishRow[] = [
  { sense: { is: 'dayPart', part: 'am' }, words: 'am,a m' },
  { sense: { is: 'dayPart', part: 'pm' }, words: 'pm,p m' },
  { sense: { is: 'dayPart', part: 'morning' }, words: 'morning,in the morning,this morning,tomorrow morning,of the morning,mornings' },
  { sense: { is: 'dayPart', part: 'pm' }, words: 'afternoon,in the afternoon,this afternoon,tomorrow afternoon,afternoons' },
  { sense: { is: 'dayPart', part: 'evening' }, words: 'evening,in the evening,this evening,tomorrow evening,evenings' },
  { sense: { is: 'dayPart', part: 'night' }, words: 'night,at night,tonight,in the night,tomorrow night,nights' },
  { sense: { is: 'clock', at: '12:00' }, words: 'noon,midday,noontime' },
  { sense: { is: 'clock', at: '00:00' }, words: 'midnight' },
  { sense: { is: 'after' }, words: 'from now,later,after,have passed' },
  { sense: { is: 'oclock' }, words: 'oclock,o clock,sharp' },
  { sense: { is: 'every' }, words: 'every,each,on' },
  { sense: { is: 'day', days: ['day'] }, words: 'every day,everyday,daily,each day,all days,every single day,day after day,seven days a week' },
  { sense: { is: 'day', days: ['day'], part: 'morning' }, words: 'every morning,each morning' },
  { sense: { is: 'day', days: ['day'], part: 'evening' }, words: 'every evening,each evening' },
  { sense: { is: 'day', days: ['day'], part: 'night' }, words: 'every night,each night,nightly' },
  { sense: { is: 'day', days: ['day'], part: 'pm' }, words: 'every afternoon,each afternoon' },
  { sense: { is: 'day', days: ['mon', 'tue', 'wed', 'thu', 'fri'] }, words: 'weekday,weekdays,work day,workday,workdays,week day,week days,on weekdays,every weekday,monday to friday,monday through friday,mondays to fridays,business days,working days' },
  { sense: { is: 'day', days: ['sat', 'sun'] }, words: 'weekend,weekends,on weekends,the weekend,every weekend,at the weekend,on the weekend' },
  ...[['mon', 'monday'], ['tue', 'tuesday'], ['wed', 'wednesday'], ['thu', 'thursday'], ['fri', 'friday'], ['sat', 'saturday'], ['sun', 'sunday']].map(
    ([day, name]): EnglishRow => ({ sense: { is: 'day', days: [day!] }, words: `${name},${name}s,on ${name},on ${name}s,every ${name},each ${name}` }),
  ),
  { sense: { is: 'number', value: 0.5, unit: 'hours' }, words: 'half an hour,half hour,a half hour,half a hour,a half an hour' },
  { sense: { is: 'number', value: 0.25, unit: 'hours' }, words: 'a quarter of an hour,quarter of an hour,a quarter hour,quarter hour' },
  { sense: { is: 'number', value: 0.75, unit: 'hours' }, words: 'three quarters of an hour' },
  { sense: { is: 'number', value: 0.5, unit: 'minutes' }, words: 'half a minute' },
  { sense: { is: 'past', minutes: 30 }, words: 'half past' },
  { sense: { is: 'past', minutes: 15 }, words: 'quarter past,a quarter past,quarter after,a quarter after' },
  { sense: { is: 'past', minutes: -15 }, words: 'quarter to,a quarter to,quarter till,a quarter till,quarter of,quarter before' },
  ...[['five', 5], ['ten', 10], ['twenty', 20], ['twenty five', 25], ['5', 5], ['10', 10], ['20', 20], ['25', 25]].flatMap(([word, minutes]): EnglishRow[] => [
    { sense: { is: 'past', minutes: minutes as number }, words: `${word} past,${word} minutes past,${word} after` },
    { sense: { is: 'past', minutes: -(minutes as number) }, words: `${word} to,${word} minutes to,${word} till,${word} minutes till` },
  ]),
]
