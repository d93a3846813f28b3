// Every word the page itself says, in both languages. What comes from documents stands in the data, and the names
// of types and predicates too.
"use strict";

const Words = (() => {
  const LANGUAGES = {
    zh: {
      badge: (nodes, allNodes, edges, allEdges) => `${nodes} / ${allNodes} 个实体，${edges} / ${allEdges} 条关系`,
      search: "搜索名称、别名或拼音（按 / ）",
      hits: "搜索结果",
      noHit: "没有匹配的名称",
      degree: (count) => `${count} 条关系`,
      zoomIn: "放大",
      zoomOut: "缩小",
      fit: "显示全图",
      compact: "紧凑重排：把当前可见部分重新排列 / 回到原图",
      undo: "撤销",
      redo: "重做",
      theme: "深色 / 浅色",
      language: "English",
      types: "类型",
      predicates: "关系",
      lines: "连线",
      legend: "图例与筛选",
      legendHint: "点击显示或隐藏；双击只看这一类",
      asserted: "已述",
      planned: "计划",
      negated: "否定",
      graph: "知识图谱；各实体可用搜索框或表格查到",
      nothing: "没有可画的实体",
      allHidden: "所有实体都被筛选条件隐藏。",
      allAway: (count) => `全部 ${count} 个实体都在画面之外。`,
      clearAll: "清除全部筛选",
      close: "关闭",
      panel: "详情",
      tools: "工具",
      views: "视图",
      toGraph: "图",
      toTable: "表",
      filters: "筛选",
      export: "导出",
      share: "复制链接",
      help: "帮助与快捷键",
      chips: "生效的筛选条件",
      table: "数据表",
      timeline: "时间",
      // panel, path, charts
      // end of panel, path, charts
      // chips, documents, time
      hideAll: "全部隐藏",
      showAll: "全部显示",
      only: "只看",
      onlyThis: (kind) => `只看${kind}`,
      removeFilter: (text) => `取消筛选：${text}`,
      comma: "、",
      none: "（无）",
      onlyTypes: (names) => `只看类型：${names}`,
      withoutType: (name) => `不看类型：${name}`,
      onlyPredicates: (names) => `只看关系：${names}`,
      withoutPredicate: (name) => `不看关系：${name}`,
      onlyDocument: (title) => `文档：${title}`,
      documentCount: (count) => `${count} 份文档`,
      onlyTime: (time, undated) => `时间：${time}${undated ? " 或未注明" : ""}`,
      withoutUndated: "不含未注明时间的",
      byClock: (clock) => `按${clock}`,
      removedCount: (count) => `隐藏了 ${count} 个实体`,
      documents: (count) => `文档 ${count}`,
      allDocuments: "全部文档",
      findDocument: "按标题、文件名或日期查找",
      factCount: (count) => `${count} 条`,
      moreDocuments: (count) => `另有 ${count} 份，显示更多`,
      noDocument: "没有匹配的文档",
      clock: "按哪种时间",
      said: "文中时间",
      reported: "报道日期",
      saidHint: "文中为这条事实注明的时间",
      reportedHint: "记载这条事实的文章的日期",
      timeFrom: "时间起",
      timeTo: "时间止",
      since: (month) => `${month} 起`,
      until: (month) => `至 ${month}`,
      always: "全部时间",
      undated: (count) => `含未注明时间的（${count}）`,
      noTime: "没有注明时间的事实。",
      noDate: "没有注明日期的文章。",
      relationCount: (count) => `共 ${count} 条关系`,
      figureCount: (count) => `${count} 条指标`,
      bar: (time, relations, figures) => `${time}：${relations} 条关系，${figures} 条指标`,
      // end of chips, documents, time
      // table
      // end of table
      // export
      // end of export
      // link, keys, help
      // end of link, keys, help
      // clusters
      // end of clusters
    },
    en: {
      badge: (nodes, allNodes, edges, allEdges) => `${nodes} / ${allNodes} entities, ${edges} / ${allEdges} relations`,
      search: "Search names, aliases or pinyin (press / )",
      hits: "Search results",
      noHit: "No name matches",
      degree: (count) => `${count} relations`,
      zoomIn: "Zoom in",
      zoomOut: "Zoom out",
      fit: "Show all",
      compact: "Compact: lay out anew what is visible / back to the map",
      undo: "Undo",
      redo: "Redo",
      theme: "Dark / light",
      language: "中文",
      types: "Types",
      predicates: "Relations",
      lines: "Lines",
      legend: "Legend and filters",
      legendHint: "Click shows or hides; double-click shows this kind only",
      asserted: "stated",
      planned: "planned",
      negated: "denied",
      graph: "Knowledge graph; every entity can be found by the search box or the table",
      nothing: "No entity to draw",
      allHidden: "All entities are hidden by filters.",
      allAway: (count) => `All ${count} entities are out of sight.`,
      clearAll: "Clear all filters",
      close: "Close",
      panel: "Details",
      tools: "Tools",
      views: "Views",
      toGraph: "Graph",
      toTable: "Table",
      filters: "Filters",
      export: "Export",
      share: "Copy link",
      help: "Help and keys",
      chips: "Active filters",
      table: "Data table",
      timeline: "Time",
      // panel, path, charts
      // end of panel, path, charts
      // chips, documents, time
      hideAll: "Hide all",
      showAll: "Show all",
      only: "only",
      onlyThis: (kind) => `Show ${kind} only`,
      removeFilter: (text) => `Remove filter: ${text}`,
      comma: ", ",
      none: "(none)",
      onlyTypes: (names) => `Only types: ${names}`,
      withoutType: (name) => `Without type: ${name}`,
      onlyPredicates: (names) => `Only relations: ${names}`,
      withoutPredicate: (name) => `Without relation: ${name}`,
      onlyDocument: (title) => `Document: ${title}`,
      documentCount: (count) => `${count} documents`,
      onlyTime: (time, undated) => `Time: ${time}${undated ? " or undated" : ""}`,
      withoutUndated: "Without the undated",
      byClock: (clock) => `By ${clock.toLowerCase()}`,
      removedCount: (count) => `${count} entities hidden`,
      documents: (count) => `Documents ${count}`,
      allDocuments: "All",
      findDocument: "Title, file name or date",
      factCount: (count) => `${count} facts`,
      moreDocuments: (count) => `${count} more: show some`,
      noDocument: "No document matches",
      clock: "Which time counts",
      said: "Time in text",
      reported: "Date of report",
      saidHint: "The time that the text gives for the fact",
      reportedHint: "The date of the article that tells the fact",
      timeFrom: "From",
      timeTo: "To",
      since: (month) => `since ${month}`,
      until: (month) => `until ${month}`,
      always: "all time",
      undated: (count) => `with undated (${count})`,
      noTime: "No fact has a time.",
      noDate: "No article has a date.",
      relationCount: (count) => `${count} relations`,
      figureCount: (count) => `${count} figures`,
      bar: (time, relations, figures) => `${time}: ${relations} relations, ${figures} figures`,
      // end of chips, documents, time
      // table
      // end of table
      // export
      // end of export
      // link, keys, help
      // end of link, keys, help
      // clusters
      // end of clusters
    },
  };
  const listeners = [];
  let language = "zh";

  /** Say something in the reader's language; an unknown key is a fault of the page. */
  function t(key, ...values) {
    const words = LANGUAGES[language][key];
    if (words === undefined) throw new Error(`no words for ${key}`);
    return typeof words === "function" ? words(...values) : words;
  }

  const label = (thing) => thing[language];

  /** Fill the words into what the template left open: data-t, data-t-label, data-t-title, data-t-hint. */
  function fill(root = document) {
    root.querySelectorAll("[data-t]").forEach((one) => (one.textContent = t(one.dataset.t)));
    root.querySelectorAll("[data-t-label]").forEach((one) => one.setAttribute("aria-label", t(one.dataset.tLabel)));
    root.querySelectorAll("[data-t-title]").forEach((one) => (one.title = t(one.dataset.tTitle)));
    root.querySelectorAll("[data-t-hint]").forEach((one) => (one.placeholder = t(one.dataset.tHint)));
  }

  function use(next) {
    language = Object.hasOwn(LANGUAGES, next) ? next : "zh";
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    fill();
    listeners.forEach((listener) => listener());
  }

  return { LANGUAGES, fill, label, lang: () => language, on: (listener) => listeners.push(listener), t, use };
})();
