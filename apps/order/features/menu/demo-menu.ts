/** The demo brand's menu, in won. Names as guests read and say them; aliases are what else they say. */
export const demoMenu = [
  { id: 'americano', category: 'coffee', en: 'Americano', ko: '아메리카노', aliases: ['아아', '뜨아'], price: 4500 },
  { id: 'latte', category: 'coffee', en: 'Caffè latte', ko: '카페 라떼', aliases: ['라떼', 'latte'], price: 5000 },
  { id: 'vanilla-latte', category: 'coffee', en: 'Vanilla latte', ko: '바닐라 라떼', aliases: ['바라'], price: 5500 },
  { id: 'cold-brew', category: 'coffee', en: 'Cold brew', ko: '콜드브루', aliases: ['더치커피'], price: 5500 },
  { id: 'matcha-latte', category: 'tea', en: 'Matcha latte', ko: '말차 라떼', aliases: ['녹차 라떼', 'green tea latte'], price: 5800 },
  { id: 'yuzu-tea', category: 'tea', en: 'Yuzu tea', ko: '유자차', aliases: ['citron tea'], price: 5200 },
  { id: 'earl-grey', category: 'tea', en: 'Earl Grey', ko: '얼그레이', aliases: ['홍차', 'black tea'], price: 4800 },
  { id: 'lemonade', category: 'cold', en: 'Lemonade', ko: '레모네이드', aliases: ['레몬에이드'], price: 5500 },
  { id: 'croissant', category: 'bakery', en: 'Croissant', ko: '크루아상', aliases: ['크로와상'], price: 3800 },
  { id: 'salt-bread', category: 'bakery', en: 'Salt bread', ko: '소금빵', aliases: ['시오빵'], price: 3200 },
  { id: 'red-bean-bun', category: 'bakery', en: 'Red bean bun', ko: '단팥빵', aliases: ['팥빵'], price: 3000 },
  { id: 'half-moon-cake', category: 'cake', en: 'Half moon cake', ko: '반달 케이크', aliases: ['케이크', 'cake'], price: 6800 },
  { id: 'cheesecake', category: 'cake', en: 'Cheesecake', ko: '치즈 케이크', aliases: ['치케'], price: 6500 },
] as const
