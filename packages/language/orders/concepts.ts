/**
 * What shops call differently but mean alike. A choice that carries one of these words as a name is understood by all words of its row, unless
 * another choice of the menu carries that word itself.
 */
export type Concept =
  | 'hot' | 'iced' | 'small' | 'medium' | 'large' | 'extra_large' | 'decaf' | 'low_fat' | 'skim' | 'soy' | 'oat' | 'almond' | 'whole' | 'lactose_free'
  | 'shot' | 'whip' | 'ice' | 'syrup' | 'sugar' | 'takeout' | 'dine_in' | 'pearl' | 'spicy' | 'mild' | 'tumbler' | 'warmed' | 'cut' | 'uncut'
  | 'ice_less' | 'ice_none' | 'ice_normal' | 'ice_more' | 'sugar_none' | 'sugar_half' | 'sugar_less' | 'sugar_full' | 'set' | 'single' | 'well_done' | 'draft_small' | 'sauce_side'

/** '먹고 갈' is said 먹고 갈게요, 먹고 갈 거예요, 먹고 갈 건데요. */
const planned = (...verbs: string[]): string[] => verbs.flatMap(verb => ['', '게', '게요', ' 거예요', ' 거에요', ' 거야', ' 거고', ' 거고요', ' 건데', ' 건데요', ' 거라', ' 거니까', ' 겁니다'].map(end => verb + end))

export const concepts: Readonly<Record<Concept, readonly string[]>> = {
  hot: ['핫', '따뜻한', '따듯한', '뜨거운', '뜨끈한', '따끈한', '따땃한', '뜨신', '따신', '따뜻', '따뜻하게', '따듯하게', '뜨겁게', '따끈하게', '뜨끈하게', '뜨시게', '따땃하게', '핫하게', 'hot', 'warm', 'heated'],
  iced: ['아이스', '차가운', '시원한', '차갑게', '시원하게', '차게', '찬', '아이스드', '얼음 넣은', '얼음 들어간', '얼음 동동', 'iced', 'cold', 'over ice', 'on ice', 'chilled', 'ice cold'],
  small: ['스몰', '작은', '작게', '소', '소자', '소짜', '숏', '작은 컵', '제일 작은', '가장 작은', 'small', 'smallest', 'little', 'short', 'tall', 's'],
  medium: ['레귤러', '보통', '중간', '기본', '미디엄', '미디움', '중', '중자', '중짜', '일반', 'regular', 'medium', 'grande', 'normal', 'standard', 'mid', 'm', 'medium sized', 'regular sized', 'mid sized'],
  large: ['라지', '큰', '크게', '대', '대자', '대짜', '빅', '큰 컵', '사이즈업', '사이즈 업', 'large', 'big', 'venti', 'l', 'large sized'],
  extra_large: ['엑스라지', '특대', '엑스트라 라지', '점보', '제일 큰', '가장 큰', 'biggest', 'largest', 'xl', 'extra large', 'trenta', 'x large', 'extra big', 'jumbo'],
  decaf: ['디카페인', '디카페', '디카프', '카페인 없는', '카페인 없이', '카페인 뺀', 'decaf', 'decaffeinated', 'caffeine free', 'no caffeine', 'without caffeine'],
  low_fat: ['저지방 우유', '저지방', '로우팻', 'low-fat milk', 'low fat', 'lowfat', '2% milk', 'two percent milk', 'two percent', '2%', '2 percent', '2 percent milk', 'reduced fat', 'semi skimmed'],
  skim: ['무지방 우유', '무지방', '스킴', 'skim milk', 'skim', 'skimmed milk', 'nonfat milk', 'nonfat', 'non fat', 'fat free milk', 'fat free'],
  soy: ['두유', '소이', '소이밀크', '소이 우유', 'soy milk', 'soy', 'soya', 'soya milk', 'soymilk'],
  oat: ['오트밀크', '귀리 우유', '오트', '귀리', '오트 우유', '귀리유', '오틀리', '오트 밀크', 'oat milk', 'oat', 'oatly', 'oatmilk'],
  almond: ['아몬드 밀크', '아몬드 우유', '아몬드유', '아몬드브리즈', 'almond milk', 'almond'],
  whole: ['일반 우유', '전지우유', '보통 우유', '기본 우유', 'whole milk', 'whole', 'regular milk', 'full fat milk', 'full fat'],
  lactose_free: ['락토프리', '락토프리 우유', '유당 제거', 'lactose free milk', 'lactose free'],
  shot: ['샷', '샷 추가', '에스프레소 샷', '샷추가', 'shot', 'extra shot', 'espresso shot', 'extra espresso shot', 'additional shot', 'shot of espresso', 'espresso'],
  whip: ['휘핑크림', '휘핑', '생크림', '휩', '휘핑 크림', 'whipped cream', 'whip', 'whipped', 'whip cream', 'whipping cream', 'cream on top'],
  ice: ['얼음', 'ice', 'ice cubes'],
  syrup: ['시럽', 'syrup'],
  sugar: ['설탕', 'sugar'],
  takeout: ['포장', '테이크아웃', '싸갈', '싸서', '포장용', '포장해', ...planned('가져갈', '가지고 갈', '들고 갈'), '가져가', '가지고 가', '들고 가', '가져가려고', '가져가려고요', '싸 주세요', '싸 줘', '싸 줘요', 'to go', 'takeout', 'take out', 'takeaway', 'take away', 'carry out', 'to take away', 'to take out'],
  dine_in: ['매장', '매장에서', '매장 이용', '홀에서', '먹고갈', ...planned('먹고 갈', '마시고 갈', '여기서 먹을', '여기서 마실', '매장에서 먹을'), '먹고 가', '마시고 가', '먹고 가려고', '먹고 가려고요', '여기서 먹', '여기서 먹고', 'for here', 'dine in', 'eat in', 'to stay', 'to eat here', 'to have here', 'eating here', 'drink in', 'sit in'],
  pearl: ['펄', '타피오카', '타피오카 펄', '버블', '보바', 'pearls', 'pearl', 'boba', 'tapioca', 'tapioca pearls', 'bubbles', 'boba pearls'],
  spicy: ['매운맛', '매운', '맵게', '매콤한', '매콤하게', '매운 걸', '스파이시', 'spicy', 'spicy hot'],
  mild: ['순한맛', '순한', '순하게', '안 매운', '안 맵게', '덜 매운', '덜 맵게', '마일드', 'mild', 'not spicy'],
  tumbler: ['텀블러', '개인컵', '개인 컵', '텀블러에', 'tumbler', 'own cup', 'my cup', 'reusable cup'],
  warmed: ['데워', '데우기', '데우고', '데우는', '데우면', '데워줘', '데워 주고', '데워서', '데운', '따뜻하게 데워', '데움', '워밍', 'warmed', 'warm up', 'heat up', 'warm it up', 'heat it up', 'warmed up', 'heated', 'heated up', 'toasted'],
  cut: ['잘라', '잘라서', '자르고', '썰고', '커팅', '컷팅', '썰어', '썰어서', '자르기', '자른', '슬라이스', '썰기', 'sliced', 'cut', 'cut up', 'slice it', 'slice them', 'cut it'],
  uncut: ['통째로', '통으로', '안 썰고', '안 자르고', '안 잘라', '자르지 말고', '썰지 말고', '자르지 않고', 'unsliced', 'not sliced', 'uncut', 'whole'],
  ice_less: ['얼음 적게', '얼음 조금', '얼음 조금만', '얼음 덜', '얼음 약간만', 'less ice', 'light ice', 'easy ice', 'a little ice', 'half ice'],
  ice_none: ['얼음 없이', '얼음 없음', '얼음 빼고', '노 아이스', '얼음 제외', '얼음 빼', '얼음은 빼', '얼음은 빼고', '얼음은 없이', '얼음 넣지 말고', '얼음 넣지 말아', '얼음은 넣지 말고', '얼음은 넣지 말아', 'no ice', 'without ice', 'zero ice'],
  ice_normal: ['얼음 보통', '얼음 기본', '얼음 적당히', '얼음은 적당히', 'regular ice', 'normal ice', 'standard ice'],
  ice_more: ['얼음 많이', '얼음 추가', '얼음 가득', 'extra ice', 'more ice'],
  sugar_none: ['무가당', '당도 0%', '0%', '노슈가', 'no sugar', 'unsweetened', 'zero sugar', '0% sugar', 'sugar free'],
  sugar_half: ['당도 50%', '50%', '반당', '당도 절반', '당도 반', 'half sugar', 'half sweet', '50% sugar', '50% sweet', 'half sweetness'],
  sugar_less: ['덜 달게', '당도 낮게', '덜 단', '안 달게', 'less sugar', 'less sweet', 'light sugar', 'low sugar'],
  sugar_full: ['당도 100%', '100%', '기본 당도', 'full sugar', 'regular sugar', 'normal sugar', '100% sugar', 'full sweetness'],
  set: ['세트', '세트로', '콤보', 'set', 'combo', 'meal', 'as a meal', 'as a set', 'as a combo'],
  single: ['단품', '단품으로', '싱글', 'single', 'a la carte', 'on its own'],
  well_done: ['바싹', '웰던', '바짝', 'well done'],
  draft_small: [],
  sauce_side: ['소스 따로', '드레싱 따로', 'sauce on the side', 'dressing on the side'],
}

/**
 * Spellings of one word; a name that holds one of them is also understood with each other of its row.
 */
export const spellings: readonly (readonly string[])[] = [
  ['쿠키앤크림', '쿠앤크', '쿠키 앤 크림', '쿠키 앤드 크림', '쿠키 크림'], ['민트초코', '민초', '민트 초콜릿'], ['후라이드', '프라이드'], ['돈까스', '돈가스', '돈카츠'], ['참치마요', '참마요'], ['제육볶음', '제육'], ['김치찌개', '김찌'], ['된장찌개', '된찌'], ['순두부찌개', '순두부'], ['물냉면', '물냉'], ['비빔냉면', '비냉', '비빔냉'], ['치즈버거', '치버'], ['불고기버거', '불버'], ['공기밥', '공깃밥', '공기 밥'], ['짜장면', '자장면', '짜장'], ['김치볶음밥', '김볶밥', '김볶'], ['참치김밥', '참김'], ['삼겹살', '삼겹'], ['아이스크림', '아스크림'], ['스무디', '스무드'], ['베이컨', '베이콘'], ['라떼', '라테'], ['케이크', '케익', '케잌', '케이끄', '케끼'], ['초코', '초콜릿', '초콜렛', '쵸코', '초콜렡'], ['요거트', '요구르트', '요거르트', '요플레'], ['캐모마일', '카모마일', '케모마일', '캐머마일'],
  ['카라멜', '캐러멜', '캬라멜', '캐라멜'], ['주스', '쥬스'], ['도넛', '도너츠', '도나쓰'], ['소시지', '소세지'], ['바게트', '바게뜨'], ['크로와상', '크루아상', '크로아상', '크루와상'], ['모짜렐라', '모차렐라'],
  ['감자튀김', '감튀', '후렌치후라이', '프렌치프라이', '프렌치 후라이', '포테이토'], ['콜라', '코카콜라', '코크'], ['제로콜라', '콜라 제로', '제로 콜라', '코카콜라 제로', '코크 제로'], ['마끼아또', '마키아토', '마끼아토', '마키아또'],
  ['카푸치노', '카프치노'], ['에스프레소', '에쏘'], ['스무디', '스무드'], ['쉐이크', '셰이크', '쉐익'], ['샌드위치', '샌드'], ['치즈', '치이즈'], ['블루베리', '블루 베리'], ['머핀', '머휜'], ['쿠키', '쿠기'], ['브라우니', '브라우닝'],
  ['휘핑', '휘핑크림'], ['페퍼로니', '페페로니'], ['하이볼', '하이보올'], ['생맥주', '생맥'], ['프라푸치노', '프라페'], ['녹차', '그린티'], ['홍차', '블랙티'], ['얼그레이', '얼그래이'], ['잠봉뵈르', '잠봉'], ['버거', '햄버거'],
  ['꽈배기', '꽈베기'], ['미리', '밀리', '미리리터', '밀리리터'], ['단팥빵', '팥빵'], ['티라미수', '티라미스'], ['까르보나라', '카르보나라'], ['스프', '수프'], ['로얄', '로열'], ['불고기', '불꼬기'], ['새우', '쉬림프'], ['핫도그', '핫독'], ['비스켓', '비스킷'], ['타르트', '타트'], ['카스테라', '카스텔라'], ['삼각김밥', '삼김'], ['떡볶이', '떡뽁이', '떡볶기'],
  ['chocolate', 'choc', 'choco'], ['coke', 'coca cola', 'cola', 'coca-cola', 'cokes'], ['diet coke', 'diet coca cola', 'diet cola'], ['coke zero', 'coca cola zero', 'zero coke', 'coke zero sugar'], ['fries', 'french fries', 'frys'],
  ['temperature', 'temp'], ['barbecue', 'bbq', 'barbeque'], ['vegetarian', 'veggie', 'vegetable'], ['donut', 'doughnut'], ['ketchup', 'catsup'], ['mayonnaise', 'mayo'], ['pepper', 'peppers'], ['espresso', 'expresso'], ['yogurt', 'yoghurt'], ['cappuccino', 'cappucino', 'capuccino'],
  ['macchiato', 'machiato'], ['latte', 'late', 'lattes'], ['cafe', 'caffe', 'café'], ['jalapeno', 'jalapenos', 'jalapeño'], ['hamburger', 'burger'], ['pepperoni', 'peperoni'], ['mozzarella', 'mozarella'], ['sandwich', 'sandwhich'], ['dr pepper', 'doctor pepper', 'dr. pepper'],
  ['pizza', 'pie', 'pizza pie'], ['liter', 'litre', 'l'], ['ounce', 'oz', 'ounces', 'fl ounce', 'fluid ounce'], ['and', 'n', '&'], ['gluten free', 'gluten-free'], ['croissant', 'crossaint'], ['seven up', '7up', '7 up'], ['ginger ale', 'gingerale'], ['ice cream', 'icecream'], ['mac and cheese', 'mac n cheese'], ['hot dog', 'hotdog'], ['cheeseburger', 'cheese burger'], ['milkshake', 'milk shake', 'shake'], ['onion', 'onions'], ['pickle', 'pickles'], ['tomato', 'tomatoes'], ['mushroom', 'mushrooms'], ['olive', 'olives'], ['vegetables', 'veggies'], ['lemonade', 'lemon ade'], ['iced tea', 'ice tea'],
]

/** Words at the front of a name that say nothing: 'cafe latte' is the latte. */
export const emptyModifiers: ReadonlySet<string> = new Set(['카페', '까페', 'cafe', 'caffe', 'caffè'])

/** Korean words that names of food and drink end in, written without a space before them. */
export const heads: readonly string[] = [
  '라떼', '라테', '에이드', '스무디', '케이크', '치즈케이크', '주스', '쥬스', '버거', '피자', '햄버거', '세트', '쿠키', '머핀', '스콘', '샌드위치', '토스트', '파스타', '샐러드', '밀크티', '아이스티', '쉐이크', '셰이크', '프라푸치노', '마끼아또', '모카', '도넛', '베이글', '타르트', '파이', '와플', '크로와상', '바게트', '식빵', '김밥', '라면', '도시락', '맥주', '소주', '와인', '하이볼', '칵테일', '튀김', '치킨', '우유', '요거트', '아이스크림', '빙수', '콜라', '사이다', '캔디', '젤리', '샷', '시럽', '크림', '밀크', '소스', '치즈', '빵', '차', '티', '떡', '국', '탕', '면', '밥', '죽', '전', '볼', '롤', '너겟', '스틱', '링', '핫도그', '브레드', '번', '슈', '에끌레어', '마카롱', '푸딩', '브루', '커피', '음료', '무침', '볶음', '구이', '꼬치', '전골', '찌개', '조림', '말이', '덮밥', '국수', '비빔밥', '정식', '만두', '냉면', '수육', '강정', '까스', '돈까스', '떡볶이', '빙수', '바', '칩', '사리', '볼', '무',
]
