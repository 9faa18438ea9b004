/** Names as Japan really has them: the commonest family names, given names of every age, and people from elsewhere. */
const pairs = (text) =>
  text
    .trim()
    .split(/\s+/)
    .map((one) => one.split('/'));

export const families = pairs(`
  佐藤/sato 鈴木/suzuki 高橋/takahashi 田中/tanaka 伊藤/ito 渡辺/watanabe 山本/yamamoto 中村/nakamura 小林/kobayashi
  加藤/kato 吉田/yoshida 山田/yamada 佐々木/sasaki 山口/yamaguchi 松本/matsumoto 井上/inoue 木村/kimura 林/hayashi
  斎藤/saito 清水/shimizu 山崎/yamazaki 森/mori 池田/ikeda 橋本/hashimoto 阿部/abe 石川/ishikawa 山下/yamashita
  中島/nakajima 石井/ishii 小川/ogawa 前田/maeda 岡田/okada 長谷川/hasegawa 藤田/fujita 後藤/goto 近藤/kondo
  村上/murakami 遠藤/endo 青木/aoki 坂本/sakamoto 福田/fukuda 太田/ota 西村/nishimura 藤井/fujii 金子/kaneko
  岡本/okamoto 藤原/fujiwara 三浦/miura 中野/nakano 原田/harada 松田/matsuda 竹内/takeuchi 小野/ono 中山/nakayama
  石田/ishida 上田/ueda 森田/morita 柴田/shibata 酒井/sakai 宮崎/miyazaki 工藤/kudo 内田/uchida 丸山/maruyama
  今井/imai 高木/takagi 安藤/ando 大野/ono 谷口/taniguchi 島田/shimada 河野/kono 武田/takeda 上野/ueno 杉山/sugiyama
`);

export const given = pairs(`
  花子/hanako さくら/sakura 美咲/misaki 陽子/yoko 恵/megumi 葵/aoi 結衣/yui 裕子/yuko 真由美/mayumi 愛/ai 香織/kaori
  直美/naomi 由美子/yumiko 彩/aya 麻衣/mai 千尋/chihiro 奈々/nana 優子/yuko 智子/tomoko 明美/akemi 七海/nanami
  凛/rin 陽菜/hina 莉子/riko 美月/mizuki 和子/kazuko 幸子/sachiko 節子/setsuko 里奈/rina 沙織/saori
  健一/kenichi 翔太/shota 大輔/daisuke 拓海/takumi 直樹/naoki 隆/takashi 誠/makoto 浩/hiroshi 健太/kenta 亮/ryo
  和也/kazuya 剛/tsuyoshi 学/manabu 達也/tatsuya 哲也/tetsuya 蓮/ren 陸/riku 悠斗/yuto 大翔/hiroto 颯太/sota
  勝/masaru 茂/shigeru 清/kiyoshi 修/osamu 雄大/yudai 航/wataru 涼/ryo 一樹/kazuki 裕太/yuta 正樹/masaki
`);

export const foreign = `
  Alice Morgan|Ben Carter|Chloe Evans|Daniel Kim|Emma Fischer|Farid Rahman|Grace Lee|Isla Brown|Jack Wilson|Karen Osei
  Liam Murphy|Mia Rossi|Noah Jensen|Olivia Park|Priya Nair|Quinn Taylor|Rosa Alvarez|Sam Novak|Tessa Boyd|Umar Khan
  Vera Lindgren|Wei Chen|Ximena Ortiz|Yusuf Demir|Zoe Campbell|Anil Sharma|Beatriz Costa|Carlos Mendes|Dana Levy
  Erik Larsen|Fatima Zahra|George Papadakis|Hannah Schmidt|Ivan Petrov|Julia Nowak|Kevin Tran|Laura Bianchi|Minh Nguyen
  Nora Haddad|Oscar Silva|Paula Fernandez|Rahul Mehta|Sofia Eriksson|Thomas Becker|Uma Iyer|Victor Dubois|Wanjiru Mwangi
  Amara Okafor|Brandon Scott|Camille Laurent|Dylan Hughes|Elena Popescu|Finn O'Connor|Gabriela Rojas|Henry Walker
  Ines Moreau|Jakub Kowalski|Kathleen Byrne|Lucas Weber|Maya Cohen|Nikhil Rao|Oona Virtanen|Pierre Lefevre|Rachel Adams
  Stefan Ionescu|Tara Singh|Ursula Keller|Valentina Greco|William Turner|Yara Mansour|Zachary Bell|Leo Anderson
  Megan Price|Somchai Suk|Jisoo Park|Nguyen Thi Lan
`
  .trim()
  .split(/\s*[|\n]\s*/);
