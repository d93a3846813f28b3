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
      "bound-max": "至多 ",
      "bound-min": "至少 ",
      "dispute-change": "增速与前后数值不符",
      "dispute-modality": "一处述为事实，一处否定",
      "dispute-rank": "不同主体占同一名次",
      "dispute-value": "同一时期数值不同",
      "panel-edge": "关系",
      "panel-node": "实体",
      "panel-path": "路径",
      panelAliases: "又称",
      panelApprox: "约 ",
      panelArticles: "文章",
      panelBaseValue: "换算值",
      panelBeside: "两者之间的其他关系",
      panelBringIn: "在图中显示",
      panelChart: (name, count, first, low, last, high) =>
        `${name}：${count} 个值，从${first}的 ${low} 到${last}的 ${high}；各值见下方列表`,
      panelColon: "：",
      panelComma: "、",
      panelConfidence: "置信度",
      panelContradictions: "相互矛盾的说法",
      panelContradicts: "与之矛盾",
      panelCopyOf: (name) => `与“${name}”同文`,
      panelDisputed: "⚠ 有矛盾",
      panelEntityFiltered: "此实体被筛选或隐藏，图中看不到。",
      panelExpand: (count) => `展开 +${count}`,
      panelExpandHint: (left) => `还有 ${left} 个相邻实体未画出`,
      panelFactCount: (count) => `${count} 条事实`,
      panelFigures: "指标",
      panelFiltered: "被筛选隐藏",
      panelGone: "此图谱中没有这一项。",
      panelHiddenFacts: (hidden, all) => `${all} 条事实中有 ${hidden} 条被筛选隐藏，以灰色列出。`,
      panelHide: "隐藏",
      panelHideHint: "从图中移去此实体（可撤销）",
      panelHops: (count) => `${count} 跳`,
      panelHopsHint: "突出显示几跳以内的实体",
      panelIndependent: "独立来源",
      panelModality: "语气",
      panelMore: (next, left) => `再显示 ${next} 条（余 ${left} 条）`,
      panelMoreNames: (count) => `另有 ${count} 个名称`,
      panelNoFact: "没有关于它的关系或指标。",
      panelNoPath: (name, hops) => `在当前筛选下，${hops} 跳以内没有通往“${name}”的路径。`,
      panelNoPeriod: "未注明时期",
      panelNoProof: "没有原文证据。",
      panelNoScope: "未注明范围",
      panelNotDrawn: "此实体未画在图中：图中只画连接最多的部分。",
      panelOfficers: "任职人员",
      panelOrigin: "提取规则",
      panelPath: (hops) => `路径（${hops} 跳）`,
      panelPathFiltered: "路径中有关系被当前筛选隐藏。",
      panelPathHint: "另一端的名称、别名或拼音",
      panelPathTo: "路径到…",
      panelPathToItself: "请选择另一个实体。",
      panelPeriod: (year, half, quarter, month, day) => {
        if (half) return `${year}年${half === "1" ? "上" : "下"}半年`;
        if (quarter) return `${year}年第${quarter}季度`;
        return `${year}年${month ? `${Number(month)}月` : ""}${day ? `${Number(day)}日` : ""}`;
      },
      panelPhase: "进展",
      panelPin: "固定",
      panelPinHint: "固定在现在的位置；再按一次放回原处",
      panelPlace: (start, end) => `第 ${start}–${end} 字`,
      panelPosts: "任职",
      panelProofs: (count) => `原文 ${count}`,
      panelProofsOf: (fact, count) => `${fact}：${count} 处原文`,
      panelRank: (place) => `第${place}位`,
      panelRelationFiltered: "这条关系被当前筛选隐藏，图中看不到。",
      panelRole: "职务",
      panelSaidTime: "时间",
      panelSentences: "原文证据",
      panelSourceCount: (count) => `${count} 个独立来源`,
      panelToRelation: "查看这条关系",
      panelTrust: (confidence) => `置信度 ${confidence}`,
      panelWording: "原文用词",
      "phase-completed": "已建成",
      "phase-operating": "已投用",
      "phase-signed": "已签约",
      "phase-started": "已开工",
      // end of panel, path, charts
      // chips, documents, time
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
      "bound-max": "at most ",
      "bound-min": "at least ",
      "dispute-change": "the change does not fit the values before and after",
      "dispute-modality": "stated in one place, denied in another",
      "dispute-rank": "different subjects in one place of a ranking",
      "dispute-value": "different values for one period",
      "panel-edge": "Relation",
      "panel-node": "Entity",
      "panel-path": "Path",
      panelAliases: "Also called",
      panelApprox: "about ",
      panelArticles: "Articles",
      panelBaseValue: "Converted",
      panelBeside: "Other relations between the two",
      panelBringIn: "Show in the graph",
      panelChart: (name, count, first, low, last, high) =>
        `${name}: ${count} values, from ${low} in ${first} to ${high} in ${last}; all of them are in the list below`,
      panelColon: ": ",
      panelComma: ", ",
      panelConfidence: "Confidence",
      panelContradictions: "Contradicting statements",
      panelContradicts: "Contradicted",
      panelCopyOf: (name) => `same text as “${name}”`,
      panelDisputed: "⚠ contradicted",
      panelEntityFiltered: "This entity is filtered out or hidden, so it is not in the graph.",
      panelExpand: (count) => `Expand +${count}`,
      panelExpandHint: (left) => `${left} neighbours are not drawn`,
      panelFactCount: (count) => (count === 1 ? "1 fact" : `${count} facts`),
      panelFigures: "Figures",
      panelFiltered: "filtered out",
      panelGone: "This graph does not have it.",
      panelHiddenFacts: (hidden, all) => `${hidden} of ${all} facts are filtered out; they are listed in grey.`,
      panelHide: "Hide",
      panelHideHint: "Take this entity out of the graph (can be undone)",
      panelHops: (count) => (count === 1 ? "1 hop" : `${count} hops`),
      panelHopsHint: "Bring out what is so many hops away",
      panelIndependent: "Independent sources",
      panelModality: "Modality",
      panelMore: (next, left) => `Show ${next} more (${left} left)`,
      panelMoreNames: (count) => (count === 1 ? "1 more name" : `${count} more names`),
      panelNoFact: "There are no relations or figures about it.",
      panelNoPath: (name, hops) => `With the present filters there is no path to “${name}” within ${hops} hops.`,
      panelNoPeriod: "no period",
      panelNoProof: "No sentence proves it.",
      panelNoScope: "no scope given",
      panelNotDrawn: "This entity is not drawn: the graph shows the best connected part only.",
      panelOfficers: "Persons in posts",
      panelOrigin: "Extraction rule",
      panelPath: (hops) => (hops === 1 ? "Path (1 hop)" : `Path (${hops} hops)`),
      panelPathFiltered: "The present filters hide some relations of this path.",
      panelPathHint: "Name, alias or pinyin of the other end",
      panelPathTo: "Path to…",
      panelPathToItself: "Please choose another entity.",
      panelPeriod: (year, half, quarter, month, day) =>
        [year, half && `H${half}`, quarter && `Q${quarter}`, month, day].filter(Boolean).join("-"),
      panelPhase: "Progress",
      panelPin: "Pin",
      panelPinHint: "Keep it where it is now; press again to put it back",
      panelPlace: (start, end) => `characters ${start}–${end}`,
      panelPosts: "Posts",
      panelProofs: (count) => (count === 1 ? "1 quote" : `${count} quotes`),
      panelProofsOf: (fact, count) => `${fact}: ${count === 1 ? "1 quote" : `${count} quotes`}`,
      panelRank: (place) => `no. ${place}`,
      panelRelationFiltered: "The present filters hide this relation, so it is not in the graph.",
      panelRole: "Post",
      panelSaidTime: "Time",
      panelSentences: "Quotes",
      panelSourceCount: (count) => (count === 1 ? "1 independent source" : `${count} independent sources`),
      panelToRelation: "Open this relation",
      panelTrust: (confidence) => `Confidence ${confidence}`,
      panelWording: "In the text",
      "phase-completed": "completed",
      "phase-operating": "operating",
      "phase-signed": "signed",
      "phase-started": "started",
      // end of panel, path, charts
      // chips, documents, time
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
