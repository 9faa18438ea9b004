/**
 * The commonest passwords of ten characters and more, as published lists of leaked ones begin; shorter ones are refused
 * for their length. What a machine can see (one letter, a row of keys, a word twice) is not listed but recognised.
 */
const common = new Set(
  `password12 password123 password1234 password12345 passw0rd12 passw0rd123 p@ssw0rd12 p@ssword123 p@ssw0rd123
  1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6 zaq12wsxcde3 qazwsxedcrfv qazwsxedc123
  qwerty12345 qwerty123456 qwerty1234 qwertyuiop123 qwertyuiop12 qwer1234asdf asdf1234qwer asdfghjkl123 zxcvbnm123
  iloveyou12 iloveyou123 iloveyou1234 iloveyou2 ilovejesus jesuschrist sunshine12 sunshine123 princess12 princess123
  football12 football123 baseball12 baseball123 basketball superman12 superman123 batman1234 spiderman1 spiderman123
  dragon1234 monkey1234 master1234 shadow1234 michael123 michelle12 charlie123 jordan1234 liverpool1 liverpool123
  manchester chelsea123 arsenal123 barcelona1 realmadrid pokemon123 starwars12 starwars123 minecraft1 minecraft123
  letmein123 letmein1234 welcome123 welcome1234 welcome2024 welcome2025 welcome2026 admin12345 admin123456 administrator
  administrator1 changeme12 changeme123 default123 secret1234 test123456 testtest12 guest12345 hello12345 hello123456
  abc1234567 abc12345678 abcd123456 abcd1234567 abcd12345678 a123456789 aa12345678 123456789a 123456789q 1234567890a
  1234567890q 12345678910 123456abcd 123123123a asd123456789 qwe123456789 zxc123456789 computer12 computer123 internet12
  internet123 whatever12 whatever123 trustno1234 blink182182 elizabeth1 alexander1 alexandra1 christopher christian1
  california washington1 cheesecake strawberry watermelon butterfly1 butterfly123 chocolate1 chocolate123 sweetheart
  friendship loveyou123 lovelove12 forever123 summer2024 summer2025 summer2026 winter2024 winter2025 winter2026
  nihon12345 japan12345 tokyo12345 sakura1234 sakura12345 doraemon12 doraemon123 pikachu123 arashi1234 naruto1234
  aishiteru1 aishiteru123 konnichiwa konnichiha arigatou12 arigatou123 sayonara12 sayonara123 pasuwado12 pasuwaado1
  madoguchi1 madoguchi12 madoguchi123 madoguchi1234 support123 support1234 customer12 customer123 helpdesk12 helpdesk123
  correcthorsebatterystaple`.split(/\s+/),
);

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz', '!@#$%^&*()'];

/** Whether a password, in small letters, is among the first that anybody tries. */
export function isCommonPassword(password: string): boolean {
  return common.has(password) || new Set(password).size <= 3 || isRepeated(password) || isRowOfKeys(password);
}

/** `abcabcabcabc`, `hanakohanako`: a short word again and again is as weak as the word. */
const isRepeated = (password: string): boolean => /^(.{1,8})\1+$/su.test(password);

function isRowOfKeys(password: string): boolean {
  return rows.some((row) => {
    const forward = row.repeat(3);
    const backward = [...row].reverse().join('').repeat(3);
    return forward.includes(password) || backward.includes(password);
  });
}
