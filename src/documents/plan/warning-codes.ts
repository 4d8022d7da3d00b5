/**
 * The catalogue of warnings: part of the contract of `suotdoi read --json`. Codes are never renamed, only added. The
 * table in docs/lenh.md is made from it (`warningTable`), and its test holds the two together.
 */

/** A text in the product's two languages. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

export interface WarningCode {
  /** What the warning means, for the catalogue. */
  readonly meaning: Bilingual;
  /** A message as a person would see it. */
  readonly example: Bilingual;
}

export const WARNING_CODES = {
  'number-blank': {
    meaning: {
      vi: 'Văn bản chưa ghi số hoặc không tìm thấy số.',
      en: 'The document has no number yet, or none was found.',
    },
    example: {
      vi: 'Văn bản có dòng "Số: /KH-UBND" nhưng chưa ghi số.',
      en: 'The document has the line "Số: /KH-UBND" without a number.',
    },
  },
  'date-blank': {
    meaning: {
      vi: 'Văn bản chưa ghi đủ ngày, tháng, năm ban hành.',
      en: 'The day, month or year of issue is not filled in.',
    },
    example: {
      vi: 'Không tìm thấy ngày ban hành trong văn bản.',
      en: 'No date of issue was found in the document.',
    },
  },
  'number-differs-in-annex': {
    meaning: {
      vi: 'Số ở đầu văn bản khác số ghi trên phụ lục kèm theo.',
      en: 'The number in the head differs from the one on the annex.',
    },
    example: {
      vi: 'Đầu văn bản ghi số 12/KH-UBND-GD nhưng phụ lục ghi số 12/KH-UBND.',
      en: 'The head has number 12/KH-UBND-GD, the annex has 12/KH-UBND.',
    },
  },
  'date-differs-in-annex': {
    meaning: {
      vi: 'Ngày ở đầu văn bản khác ngày ghi trên phụ lục kèm theo.',
      en: 'The date in the head differs from the one on the annex.',
    },
    example: {
      vi: 'Đầu văn bản ghi ngày 20/09/2024 nhưng phụ lục ghi ngày 02/09/2024.',
      en: 'The head is dated 20/09/2024, the annex 02/09/2024.',
    },
  },
  'blank-in-text': {
    meaning: {
      vi: 'Trong phần nội dung còn chỗ để trống chưa điền.',
      en: 'The body still has a blank that nobody filled in.',
    },
    example: {
      vi: 'Còn chỗ để trống trong câu "Lễ khai mạc tổ chức tại …………".',
      en: 'There is a blank in the sentence "Lễ khai mạc tổ chức tại …………".',
    },
  },
  'duplicate-section-number': {
    meaning: { vi: 'Hai mục liền nhau mang cùng một số.', en: 'Two sections in a row have the same number.' },
    example: {
      vi: 'Có hai mục số V: "Tổ chức thực hiện" và "Kinh phí thực hiện".',
      en: 'Two sections are numbered V: "Tổ chức thực hiện" and "Kinh phí thực hiện".',
    },
  },
  'theme-not-found': {
    meaning: { vi: 'Không tìm thấy chủ đề của Tuần lễ.', en: 'The theme of the Week was not found.' },
    example: {
      vi: 'Không tìm thấy chủ đề của Tuần lễ trong văn bản.',
      en: 'The theme of the Week was not found in the document.',
    },
  },
  'week-not-found': {
    meaning: {
      vi: 'Không tìm thấy ngày bắt đầu và ngày kết thúc của Tuần lễ.',
      en: 'The first and last day of the Week were not found.',
    },
    example: {
      vi: 'Không tìm thấy ngày bắt đầu và ngày kết thúc của Tuần lễ trong văn bản.',
      en: 'The first and last day of the Week were not found in the document.',
    },
  },
  'week-end-before-start': {
    meaning: {
      vi: 'Ngày kết thúc Tuần lễ đứng trước ngày bắt đầu.',
      en: 'The Week ends before it begins.',
    },
    example: {
      vi: 'Tuần lễ bắt đầu ngày 02/10/2023 nhưng kết thúc ngày 01/10/2023.',
      en: 'The Week begins on 02/10/2023 but ends on 01/10/2023.',
    },
  },
  'ceremony-outside-week': {
    meaning: { vi: 'Lễ khai mạc nằm ngoài Tuần lễ.', en: 'The opening ceremony is outside the Week.' },
    example: {
      vi: 'Lễ khai mạc ngày 30/09/2024 nằm ngoài Tuần lễ (01/10/2024 – 07/10/2024).',
      en: 'The opening ceremony on 30/09/2024 is outside the Week (01/10/2024 – 07/10/2024).',
    },
  },
  'weekday-does-not-fit-date': {
    meaning: {
      vi: 'Thứ trong tuần ghi cạnh một ngày không đúng với ngày đó.',
      en: 'A weekday stands beside a date that falls on another one.',
    },
    example: {
      vi: 'Văn bản ghi "thứ Hai" cạnh ngày 01/10/2024, nhưng ngày đó là thứ Ba.',
      en: 'The document has "thứ Hai" beside 01/10/2024, but that day is a Tuesday.',
    },
  },
  'agency-without-task': {
    meaning: {
      vi: 'Một cơ quan được nêu trong phần tổ chức thực hiện mà không có nhiệm vụ.',
      en: 'The part on implementation names an office without giving it a task.',
    },
    example: {
      vi: 'Phần tổ chức thực hiện nêu "Hội Khuyến học huyện" nhưng không ghi nhiệm vụ nào.',
      en: 'The part on implementation names "Hội Khuyến học huyện" without any task.',
    },
  },
  'task-without-agency': {
    meaning: {
      vi: 'Một nhiệm vụ trong phần tổ chức thực hiện không giao cho cơ quan nào.',
      en: 'The part on implementation has a task that is given to nobody.',
    },
    example: {
      vi: 'Nhiệm vụ "Chuẩn bị hội trường, âm thanh" không ghi cơ quan thực hiện.',
      en: 'The task "Chuẩn bị hội trường, âm thanh" names no office to do it.',
    },
  },
  'deadline-before-issue': {
    meaning: {
      vi: 'Một hạn đã qua khi văn bản được ban hành.',
      en: 'A due date had passed when the document was issued.',
    },
    example: {
      vi: 'Hạn kế hoạch là 15/09/2024 nhưng văn bản ban hành ngày 20/09/2024.',
      en: 'The due date 15/09/2024 (kế hoạch) is before the day of issue, 20/09/2024.',
    },
  },
  'working-time-too-short': {
    meaning: {
      vi: 'Từ ngày ban hành đến hạn còn không quá hai ngày làm việc.',
      en: 'At most two working days are left between issue and due date.',
    },
    example: {
      vi: 'Văn bản ban hành ngày 27/09/2021 nhưng hạn kế hoạch là 29/09/2021: chỉ còn 2 ngày làm việc.',
      en: 'The document was issued on 27/09/2021 and the due date is 29/09/2021 (kế hoạch): 2 working days.',
    },
  },
  'deadlines-same-day-up-the-line': {
    meaning: {
      vi: 'Cấp dưới và cấp tổng hợp phải nộp cùng một ngày, không còn thời gian tổng hợp.',
      en: 'Those below and the office that adds them up owe on one day: no time is left for adding up.',
    },
    example: {
      vi: '"UBND các huyện" phải nộp ngày 04/11/2022, đúng ngày "Sở Giáo dục và Đào tạo" phải nộp bản tổng hợp lên trên.',
      en: '"UBND các huyện" owes on 04/11/2022, the very day on which "Sở Giáo dục và Đào tạo" owes the sum of it.',
    },
  },
  'deadlines-out-of-order': {
    meaning: {
      vi: 'Cấp dưới được nộp sau ngày cấp tổng hợp phải nộp.',
      en: 'Those below may deliver after the day on which the sum is owed.',
    },
    example: {
      vi: '"Các trường" được nộp đến ngày 12/10/2023, sau ngày "Phòng Giáo dục và Đào tạo" phải nộp bản tổng hợp (10/10/2023).',
      en: '"Các trường" may deliver until 12/10/2023, after "Phòng Giáo dục và Đào tạo" owes the sum (10/10/2023).',
    },
  },
  'deadline-before-week-ends': {
    meaning: {
      vi: 'Hạn báo cáo kết quả đến trước khi Tuần lễ kết thúc.',
      en: 'The report on results is due before the Week has ended.',
    },
    example: {
      vi: 'Hạn báo cáo kết quả là 05/10/2023 nhưng Tuần lễ kết thúc ngày 08/10/2023.',
      en: 'The report on results is due on 05/10/2023, but the Week ends on 08/10/2023.',
    },
  },
  'deadline-recurring': {
    meaning: {
      vi: 'Hạn được nêu theo định kỳ nên không có một ngày cụ thể.',
      en: 'The due date recurs, so that it is no single day.',
    },
    example: {
      vi: 'Hạn trong câu "Báo cáo trước ngày 15 hằng tháng" lặp lại theo kỳ: không quy ra được một ngày.',
      en: 'The due date in "Báo cáo trước ngày 15 hằng tháng" recurs: it gives no single day.',
    },
  },
  'deadline-date-unknown': {
    meaning: {
      vi: 'Hạn được tính từ một mốc không có ngày, hoặc ngày ghi sai.',
      en: 'The due date counts from an event without a date, or there is no such day.',
    },
    example: {
      vi: 'Không quy ra được ngày của hạn trong câu "Báo cáo trong vòng 5 ngày kể từ khi kết thúc Tuần lễ".',
      en: 'No day follows from the due date in "Báo cáo trong vòng 5 ngày kể từ khi kết thúc Tuần lễ".',
    },
  },
  'several-delivery-routes': {
    meaning: {
      vi: 'Cùng một báo cáo phải gửi bằng nhiều đường.',
      en: 'One report has to be delivered by several ways.',
    },
    example: {
      vi: 'Cùng một báo cáo phải gửi bằng nhiều đường: UBND huyện; bản giấy; baocao@example.vn.',
      en: 'One report has to be delivered by several ways: UBND huyện; bản giấy; baocao@example.vn.',
    },
  },
  'counting-window-after-deadline': {
    meaning: {
      vi: 'Mẫu báo cáo đếm số liệu đến sau ngày phải nộp báo cáo.',
      en: 'The form counts up to a day after the report is due.',
    },
    example: {
      vi: 'Mẫu báo cáo đếm đến ngày 15/11/2022 nhưng báo cáo phải nộp chậm nhất ngày 04/11/2022.',
      en: 'The form counts up to 15/11/2022, but the report is due by 04/11/2022.',
    },
  },
  'programme-end-before-start': {
    meaning: {
      vi: 'Một mục của chương trình kết thúc trước khi bắt đầu.',
      en: 'An item of the programme ends before it begins.',
    },
    example: {
      vi: 'Mục "Gửi thông điệp" của chương trình bắt đầu 09:35 nhưng kết thúc 09:00.',
      en: 'The item "Gửi thông điệp" begins at 09:35 but ends at 09:00.',
    },
  },
  'programme-overlap': {
    meaning: { vi: 'Hai mục của chương trình chồng giờ nhau.', en: 'Two items of the programme overlap.' },
    example: {
      vi: 'Mục "Phát biểu hưởng ứng" bắt đầu 09:00, trước khi mục "Phát động" kết thúc lúc 09:35.',
      en: 'The item "Phát biểu hưởng ứng" begins at 09:00, before "Phát động" ends at 09:35.',
    },
  },
  'programme-gap': {
    meaning: {
      vi: 'Giữa hai mục của chương trình có khoảng trống.',
      en: 'There is a hole between two items of the programme.',
    },
    example: {
      vi: 'Từ 09:45 đến 10:00 chương trình không có nội dung.',
      en: 'The programme has nothing from 09:45 to 10:00.',
    },
  },
  'signature-stamp-text': {
    meaning: {
      vi: 'Trong tệp có chữ do chữ ký số để lại; đã bỏ ra khỏi nội dung.',
      en: 'The file holds words left by a digital signature; they were taken out of the text.',
    },
    example: {
      vi: 'Trong tệp có chữ do chữ ký số để lại, đã bỏ ra khỏi nội dung. Văn bản không ghi ngày ban hành; dấu ký số ghi ngày 25/09/2021.',
      en: 'The file holds words left by a digital signature; they were taken out. The document has no date of issue; the stamp says 25/09/2021.',
    },
  },
  'theme-differs-from-parent': {
    meaning: {
      vi: 'Chủ đề khác chủ đề trong văn bản của cấp trên.',
      en: "The theme differs from the one in the parent's document.",
    },
    example: {
      vi: 'Chủ đề "Chuyển đổi số và học tập" khác chủ đề của cấp trên: "Chuyển đổi số trong học tập".',
      en: 'The theme "Chuyển đổi số và học tập" differs from the parent\'s: "Chuyển đổi số trong học tập".',
    },
  },
  'week-differs-from-parent': {
    meaning: {
      vi: 'Tuần lễ không cùng ngày với văn bản của cấp trên.',
      en: "The Week has other dates than in the parent's document.",
    },
    example: {
      vi: 'Tuần lễ ghi 02/10/2025 – 08/10/2025 nhưng văn bản của cấp trên ghi 01/10/2025 – 07/10/2025.',
      en: "The Week is 02/10/2025 – 08/10/2025 here and 01/10/2025 – 07/10/2025 in the parent's document.",
    },
  },
  'deadline-not-before-parents': {
    meaning: {
      vi: 'Hạn thu của cấp dưới không sớm hơn hạn phải nộp lên cấp trên.',
      en: 'What is collected from below is due no earlier than what is owed to the parent.',
    },
    example: {
      vi: '"Các trường" được nộp đến ngày 15/10/2025, nhưng văn bản của cấp trên đòi báo cáo kết quả ngày 12/10/2025.',
      en: '"Các trường" may deliver until 15/10/2025, but the parent\'s document wants it by 12/10/2025 (báo cáo kết quả).',
    },
  },
  'issued-before-parent': {
    meaning: {
      vi: 'Văn bản ban hành trước văn bản của cấp trên mà nó triển khai.',
      en: "The document is dated before the parent's document that it carries out.",
    },
    example: {
      vi: 'Văn bản ban hành ngày 10/09/2025, trước văn bản của cấp trên (12/09/2025).',
      en: "The document is dated 10/09/2025, before the parent's (12/09/2025).",
    },
  },
  'parent-not-named': {
    meaning: {
      vi: 'Văn bản không nêu số văn bản của cấp trên làm căn cứ.',
      en: "The document does not name the parent's document among its bases.",
    },
    example: {
      vi: 'Văn bản không nêu số 120/KH-UBND của cấp trên.',
      en: "The document does not name the parent's number 120/KH-UBND.",
    },
  },
} as const satisfies Readonly<Record<string, WarningCode>>;

export type WarningCodeName = keyof typeof WARNING_CODES;

/** The catalogue as the rows of a markdown table, for docs/lenh.md. */
export function warningTable(): string {
  return Object.entries(WARNING_CODES)
    .map(([code, { meaning }]) => `| \`${code}\` | ${meaning.vi} |`)
    .join('\n');
}
